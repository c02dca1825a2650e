//! The severity of an alert from what products write: words, and digits where their scale is known.

use crate::alert::{
    Severity::{self, High, Low, Medium},
    read::{
        meaning::names::Role,
        record::{Certainty, FieldValue, Record, Scale},
        text::line,
    },
};

/// Words, and what they mean.
const WORDS: [(&str, Severity); 69] = [
    ("low", Low),
    ("informational", Low),
    ("information", Low),
    ("info", Low),
    ("minor", Low),
    ("notice", Low),
    ("debug", Low),
    ("medium", Medium),
    ("warning", Medium),
    ("warn", Medium),
    ("moderate", Medium),
    ("elevated", Medium),
    ("high", High),
    ("critical", High),
    ("very-high", High),
    ("severe", High),
    ("error", High),
    ("alert", High),
    ("emergency", High),
    ("fatal", High),
    ("major", High),
    ("niedrig", Low),
    ("gering", Low),
    ("faible", Low),
    ("baja", Low),
    ("bajo", Low),
    ("baixa", Low),
    ("baixo", Low),
    ("bassa", Low),
    ("basso", Low),
    ("informativo", Low),
    ("informativa", Low),
    ("低", Low),
    ("情報", Low),
    ("낮음", Low),
    ("信息", Low),
    ("laag", Low),
    ("mittel", Medium),
    ("moyen", Medium),
    ("moyenne", Medium),
    ("media", Medium),
    ("medio", Medium),
    ("média", Medium),
    ("médio", Medium),
    ("中", Medium),
    ("普通", Medium),
    ("중간", Medium),
    ("보통", Medium),
    ("警告", Medium),
    ("avertissement", Medium),
    ("warnung", Medium),
    ("hoch", High),
    ("kritisch", High),
    ("schwerwiegend", High),
    ("élevé", High),
    ("élevée", High),
    ("critique", High),
    ("haute", High),
    ("alta", High),
    ("alto", High),
    ("crítica", High),
    ("crítico", High),
    ("critica", High),
    ("critico", High),
    ("高", High),
    ("重大", High),
    ("緊急", High),
    ("严重", High),
    ("높음", High),
];

/// The severities that a record tells, the surest first; none where the scale is unknown.
pub(crate) fn read(record: &Record<'_>) -> Vec<FieldValue> {
    let by_format = record.severity.iter().cloned();
    // FortiGate's `crlevel` speaks of the threat, its `level` of the log.
    let level =
        record.named("level").filter(|_| record.named("devid").is_some() || record.named("logid").is_some());
    let named = record.find(Role::Severity).chain(level).map(|pair| pair.said());
    let first_named =
        record.named("crlevel").or_else(|| record.named("FTNTFGTseverity")).map(|pair| pair.said());
    let all = first_named.into_iter().chain(by_format).chain(named).chain(in_brackets(record));
    all.filter_map(|said| {
        let word = WORDS.iter().find(|(word, _)| {
            said.value.eq_ignore_ascii_case(word) || !word.is_ascii() && said.value.to_lowercase() == *word
        });
        let (severity, certainty) = match word {
            Some((_, severity)) => (*severity, Certainty::Stated),
            // `6.0`
            None => {
                let number = said.value.split('.').next().unwrap_or("").parse().ok()?;
                (of_digits(number, record.scale)?, Certainty::Inferred)
            }
        };
        Some(FieldValue { value: severity.name().to_owned(), certainty, ..said })
    })
    .collect()
}

/// The severity that stands in brackets with its name: `[Priority: 2]` of Snort, `[severity "CRITICAL"]` of ModSecurity.
fn in_brackets(record: &Record<'_>) -> Option<FieldValue> {
    let text = line::head(record.text, WINDOW);
    ["[Priority: ", "[severity \""].into_iter().find_map(|open| {
        let (_, rest) = text.split_once(open)?;
        record.said(&rest[..rest.find(['"', ']'])?])
    })
}

/// How much of a record is looked through for brackets, in bytes.
const WINDOW: usize = 8_192;

fn of_digits(number: u8, scale: Scale) -> Option<Severity> {
    // The greatest number that is low, medium and high; those of scales that begin with the worst are turned round.
    let (number, [low, medium, high]) = match scale {
        Scale::Unknown => return None,
        Scale::Ten => (number, [3, 6, 10]),
        Scale::Priority => (3_u8.checked_sub(number.clamp(1, 3))?, [0, 1, 2]),
        Scale::Syslog => (7_u8.checked_sub(number)?, [2, 3, 7]),
        Scale::Epo => (7_u8.checked_sub(number)?, [2, 4, 7]),
        Scale::Ocsf => (number.checked_sub(1)?, [1, 2, 5]),
        Scale::CheckPoint => (number, [1, 2, 4]),
    };
    [(low, Low), (medium, Medium), (high, High)]
        .into_iter()
        .find(|(most, _)| number <= *most)
        .map(|(_, severity)| severity)
}
