//! Words of sentences.

use super::words::Words;

/// Words that a sentence has and a name hardly ever, in lower case.
pub(super) static SENTENCE: Words<24> = Words::new([
    "a", "an", "are", "as", "at", "because", "but", "by", "could", "did", "from", "had", "has", "into", "is",
    "on", "that", "then", "was", "were", "when", "which", "will", "with",
]);
