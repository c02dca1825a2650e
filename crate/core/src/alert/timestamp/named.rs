//! The words of a time: months, days of the week, and words that say nothing.

/// The months, short and whole, in English and as consoles write them elsewhere, without accents.
const MONTHS: [&str; 12] = [
    "jan january janv janvier januar ene enero gen gennaio janeiro",
    "feb february fevr fevrier februar febrero febbraio fev fevereiro",
    "mar march mars marz maerz marzo marco",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio",
    "jun june juin juni junio giu giugno junho",
    "jul july juil juillet juli julio lug luglio julho",
    "aug august aout ago agosto",
    "sep sept september septembre septiembre set settembre setembro",
    "oct october octobre okt oktober octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december decembre dez dezember dic diciembre dicembre dezembro",
];
/// The days of the week, short and whole.
const WEEKDAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun \
    sunday lun mar mer jeu ven sam dim mo di mi do fr sa so mie jue vie sab dom";
/// Words within a time that say nothing: `24.11.2025 um 22:14 Uhr`, `22nd`.
const FILLERS: &str = "t at th st nd rd um uhr a las le";

/// The month, counted from 1, that a word in small letters names.
pub(super) fn month(lower: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|names| has(names, lower))?;
    u8::try_from(at + 1).ok()
}

/// Whether a word in small letters says nothing: the day of the week, or a filler.
pub(super) fn says_nothing(lower: &str) -> bool {
    has(WEEKDAYS, lower) || has(FILLERS, lower)
}

fn has(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}
