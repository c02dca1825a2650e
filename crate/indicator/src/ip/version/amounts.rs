//! Dotted numbers that are amounts of money, or telephone numbers.

use super::super::super::context::Text;

/// Whether it is an amount of money, with dots between its thousands: `Rp 1.250.100.200`, `1.250.100.200,00 EUR`.
pub(super) fn is_of_money(text: &Text<'_>, start: usize, end: usize) -> bool {
    let mut groups = text.bytes[start..end].split(|&byte| byte == b'.');
    // Nobody counts hundreds of billions to the last unit.
    let is_short = groups.next().is_some_and(|first| first.len() < 3);
    if !is_short || !groups.all(|group| group.len() == 3) {
        return false;
    }
    let before = text.preceding(start, 8).trim_end_matches([' ', '\u{a0}']).as_bytes();
    let behind = &text.bytes[end..];
    // Dots between the thousands of a small currency; `EUR` may be a region before an address.
    let is_round = text.bytes[start..end].ends_with(b"00");
    let cents = behind.first() == Some(&b',') && behind.iter().skip(1).take(2).all(u8::is_ascii_digit);
    let behind = if cents { behind.get(3..).unwrap_or_default() } else { behind };
    let behind = behind.strip_prefix(b" ").unwrap_or(behind);
    CURRENCIES.iter().any(|sign| {
        let sign = sign.as_bytes();
        let apart = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
        behind.strip_prefix(sign).is_some_and(|rest| apart(rest.first()))
            || (cents || is_round || sign != b"EUR")
                && before.strip_suffix(sign).is_some_and(|rest| apart(rest.last()))
    })
}

/// Whether it is the number of a telephone, in pairs of digits: `Tlf.: 33.92.14.50`.
pub(super) fn is_telephone(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_pairs = end - start == PAIRS
        && text.bytes[start..end].split(|&byte| byte == b'.').all(|pair| pair.len() == 2);
    let word = || {
        let before = text.preceding(start, 16).trim_end_matches([' ', ':', '.']);
        before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
    };
    is_pairs
        && !text.bytes[start..].starts_with(b"10.")
        && TELEPHONES.iter().any(|one| word().eq_ignore_ascii_case(one))
}

/// How long four pairs of digits are with dots between them, in bytes.
const PAIRS: usize = 11;

/// Words before the number of a telephone.
const TELEPHONES: [&str; 7] = ["tel", "tlf", "tél", "téléphone", "fax", "telefax", "telefon"];

/// Signs of currencies that are written with such dots.
const CURRENCIES: [&str; 9] = ["€", "EUR", "Rp", "IDR", "R$", "BRL", "₫", "VND", "₺"];
