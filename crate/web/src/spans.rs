//! Spans across the boundary.

use secdo_bridge::to_utf16;
use secdo_core::investigate::Analysis;

/// Turns the spans of an analysis from bytes into UTF-16 units, the measure of JavaScript strings.
pub(crate) fn to_utf16_units(text: &str, analysis: &mut Analysis) {
    if text.is_ascii() {
        return;
    }
    let items =
        analysis.groups.iter_mut().flat_map(|group| &mut group.indicators).chain(&mut analysis.set_aside);
    to_utf16(text, items.flat_map(|item| [&mut item.span.start, &mut item.span.end]).collect());
}

#[cfg(test)]
mod tests {
    use super::to_utf16_units;
    use secdo_core::{investigate::analyse, settings::Settings};

    #[test]
    fn spans_count_utf16_units() {
        let text = "😀 ü 8.8.8.8 漢 10.0.0.1 9.9.9.9";
        let mut analysis = analyse(text, &Settings::default());
        to_utf16_units(text, &mut analysis);
        let units: Vec<u16> = text.encode_utf16().collect();
        for item in analysis.groups.iter().flat_map(|group| &group.indicators) {
            assert_eq!(String::from_utf16(&units[item.span.start..item.span.end]).unwrap(), item.value);
        }
    }
}
