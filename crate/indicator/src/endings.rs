//! The meaning of the ending of a name: a top-level domain, the extension of a file, or both.

/// Every ending that means something, one a line, sorted by bytes, with letters for what it means ([`MEANINGS`]).
///
/// Top-level domains are those of the IANA root zone, internationalised ones in both their forms. Source:
/// data.iana.org/TLD/tlds-alpha-by-domain.txt.
static ENDINGS: &str = include_str!("endings.txt");

/// A top-level domain of the root zone.
const ROOT_ZONE: u8 = 1;
/// A top-level domain that prose and code hardly ever put behind a dot by accident.
const CLASSIC: u8 = 1 << 1;
/// Also the name of a property or a method in program text (`self.name`, `args.id`).
const PROPERTY: u8 = 1 << 2;
/// The ending of names inside an organisation (RFC 6762 appendix G, RFC 8375, ICANN's `.internal`), and Tor's.
const INTERNAL: u8 = 1 << 3;
/// The extension of files that run, are scripts, install something, or carry macros.
const EXECUTABLE: u8 = 1 << 4;
/// The extension of containers in which such files arrive.
const CONTAINER: u8 = 1 << 5;
/// The extension of documents and program sources: no indicator by themselves.
const DOCUMENT: u8 = 1 << 6;

/// The letters of the list.
const MEANINGS: [(u8, u8); 7] = [
    (b't', ROOT_ZONE),
    (b'k', CLASSIC),
    (b'p', PROPERTY),
    (b'i', INTERNAL),
    (b'x', EXECUTABLE),
    (b'c', CONTAINER),
    (b'd', DOCUMENT),
];

/// The longest ending, in bytes.
const LONGEST: usize = 33;

/// How many places the index has: a power of two, more than twice the number of endings.
const PLACES: usize = 4_096;

/// Where each ending begins in the list, counted from 1, at the place that [`sketch`] gives or the next free one
/// behind it.
static INDEX: [u16; PLACES] = index();

/// The meaning of an ending; nothing for a word that is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ending(u8);

impl Ending {
    /// The meaning of `label` (any case) as the last part of a name.
    #[inline(never)]
    pub(super) fn of(label: &str) -> Self {
        let label = label.as_bytes();
        if label.is_empty() || label.len() > LONGEST {
            return Self(0);
        }
        let list = ENDINGS.as_bytes();
        let mut place = sketch(label, 0, label.len());
        while INDEX[place] != 0 {
            let start = usize::from(INDEX[place]) - 1;
            let end = start + label.len();
            if list.get(end) == Some(&b' ') && list[start..end].eq_ignore_ascii_case(label) {
                return Self::read(&list[end + 1..]);
            }
            place = (place + 1) % PLACES;
        }
        Self(0)
    }

    fn read(letters: &[u8]) -> Self {
        let letters = letters.iter().take_while(|&&letter| letter != b'\n');
        Self(letters.fold(0, |sum, letter| {
            sum | MEANINGS.iter().find(|(written, _)| written == letter).map_or(0, |(_, meaning)| *meaning)
        }))
    }

    /// Whether it is a top-level domain of the root zone.
    pub(super) const fn is_root_zone(self) -> bool {
        self.0 & ROOT_ZONE != 0
    }

    /// Whether names with it live inside an organisation.
    pub(super) const fn is_internal(self) -> bool {
        self.0 & INTERNAL != 0
    }

    /// Whether hosts have it, on the internet or inside.
    pub(super) const fn is_of_hosts(self) -> bool {
        self.0 & (ROOT_ZONE | INTERNAL) != 0
    }

    /// Whether it is trusted even where the text looks like a program.
    pub(super) const fn is_classic(self) -> bool {
        self.0 & CLASSIC != 0
    }

    /// Whether it is more often a property of an object than an ending of a host, in program text.
    pub(super) const fn is_property_like(self) -> bool {
        self.0 & PROPERTY != 0
    }

    /// Whether a file with it runs, installs or scripts something.
    pub(super) const fn is_executable(self) -> bool {
        self.0 & EXECUTABLE != 0
    }

    /// Whether a bare name with it is worth an indicator: `.com` is a domain first.
    pub(super) const fn makes_file_name(self) -> bool {
        self.0 & (EXECUTABLE | CONTAINER) != 0 && !self.is_classic()
    }

    /// Whether it belongs to files at all.
    pub(super) const fn is_of_files(self) -> bool {
        self.0 & (EXECUTABLE | CONTAINER | DOCUMENT) != 0
    }
}

/// Whether a file with this extension (without its dot, any case) runs, installs or scripts something.
///
/// ```
/// use secdo_indicator::is_executable;
/// assert!(is_executable("EXE") && !is_executable("txt"));
/// ```
#[must_use]
pub fn is_executable(extension: &str) -> bool {
    Ending::of(extension).is_executable()
}

/// The place at which the search for a word begins; the same in every case.
const fn sketch(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut sum = 0_u32;
    let mut at = start;
    while at < end {
        sum = sum.wrapping_mul(0x0100_0193) ^ (bytes[at] | 0x20) as u32;
        at += 1;
    }
    (sum ^ sum >> 15) as usize % PLACES
}

const fn index() -> [u16; PLACES] {
    let list = ENDINGS.as_bytes();
    let mut index = [0; PLACES];
    let mut start = 0;
    while start < list.len() {
        let mut end = start;
        while list[end] != b' ' {
            end += 1;
        }
        let mut place = sketch(list, start, end);
        while index[place] != 0 {
            place = (place + 1) % PLACES;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the list is shorter than 64 KB")]
        let number = start as u16 + 1;
        index[place] = number;
        while list[end] != b'\n' {
            end += 1;
        }
        start = end + 1;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
        ENDINGS.lines().filter_map(|line| line.split_once(' '))
    }

    #[test]
    fn finds_every_line_of_its_list_and_nothing_else() {
        for (word, letters) in lines() {
            let ending = Ending::of(word);
            assert_eq!(ending, Ending::read(letters.as_bytes()), "{word}");
            assert_ne!(ending, Ending::default(), "{word}");
            assert!(
                letters.bytes().all(|letter| MEANINGS.iter().any(|(known, _)| *known == letter)),
                "{word}"
            );
            assert_eq!(Ending::of(&word.to_ascii_uppercase()), ending, "{word}");
        }
        for unknown in ["", "md5", "comm", "co m", "zzz", "a\nb", "com t", "t", &"x".repeat(64)] {
            assert_eq!(Ending::of(unknown), Ending::default(), "{unknown}");
        }
        assert!(Ending::of("COM").is_root_zone() && Ending::of("рф").is_root_zone());
        assert!(Ending::of("corp").is_internal() && !Ending::of("corp").is_root_zone());
        assert!(Ending::of("sh").is_root_zone() && Ending::of("sh").is_executable());
    }

    #[test]
    fn the_list_is_sorted_and_no_longer_than_is_said() {
        let lines: Vec<_> = lines().collect();
        assert_eq!(lines.len(), ENDINGS.lines().count());
        assert!(lines.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(lines.iter().map(|(word, _)| word.len()).max(), Some(LONGEST));
        assert!(lines.len() * 2 < PLACES && ENDINGS.len() < usize::from(u16::MAX));
    }
}
