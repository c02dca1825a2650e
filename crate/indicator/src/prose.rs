//! Words of sentences.

use super::words::Words;

/// Words that a sentence has and a name hardly ever, in lower case.
pub(super) static SENTENCE: Words<29> = Words::new([
    "a", "an", "are", "as", "at", "because", "but", "by", "could", "did", "est", "from", "fue", "had", "has",
    "into", "is", "ist", "on", "that", "then", "was", "were", "when", "which", "will", "with", "wurde",
    "wurden",
]);
