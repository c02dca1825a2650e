//! The shapes of what pages show first where they are not the core's own.

use secdo_core::{
    investigate::Analysis,
    query::MOST_VALUES,
    server::Server,
    settings::{Known, Loaded, Policy, Settings},
};
use serde::Serialize;

use crate::{error::Problem, text::to_utf16};

/// `Analysis` of `types.d.ts`.
#[derive(Serialize)]
pub struct Investigated {
    #[serde(flatten)]
    analysis: Analysis,
    most: usize,
}

impl Investigated {
    /// The analysis of a text as pages have it: its spans in UTF-16 units, the measure of JavaScript strings.
    #[must_use]
    pub fn new(text: &str, mut analysis: Analysis) -> Self {
        if !text.is_ascii() {
            let items = analysis
                .groups
                .iter_mut()
                .flat_map(|group| &mut group.indicators)
                .chain(&mut analysis.set_aside);
            to_utf16(text, items.flat_map(|item| [&mut item.span.start, &mut item.span.end]).collect());
        }
        Self { analysis, most: MOST_VALUES }
    }
}

/// `LoadedSettings` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct LoadedSettings {
    settings: Settings,
    known: Vec<KnownServer>,
    warnings: Vec<Problem>,
    policy: Policy,
}

impl From<Loaded> for LoadedSettings {
    fn from(loaded: Loaded) -> Self {
        Self {
            policy: loaded.settings.policy.clone(),
            known: loaded.settings.known_servers().into_iter().map(KnownServer::from).collect(),
            warnings: loaded.warnings.iter().map(Problem::from).collect(),
            settings: loaded.settings,
        }
    }
}

/// `KnownServer` of `types.d.ts`, with what it is asked for.
#[derive(Serialize)]
pub(crate) struct KnownServer {
    #[serde(flatten)]
    known: Known,
    sends_to: String,
    pattern: String,
}

impl From<Known> for KnownServer {
    fn from(known: Known) -> Self {
        let server = known.sends_to().ok();
        let text = |read: fn(&Server) -> String| server.as_ref().map(read).unwrap_or_default();
        Self { sends_to: text(|server| server.base().to_owned()), pattern: text(Server::pattern), known }
    }
}

#[cfg(test)]
mod tests {
    use super::Investigated;
    use secdo_core::{investigate::analyse, settings::Settings};

    #[test]
    fn spans_count_utf16_units() {
        let text = "😀 ü 8.8.8.8 漢 10.0.0.1 9.9.9.9";
        let shown = Investigated::new(text, analyse(text, &Settings::default()));
        let units: Vec<u16> = text.encode_utf16().collect();
        for item in shown.analysis.groups.iter().flat_map(|group| &group.indicators) {
            assert_eq!(String::from_utf16(&units[item.span.start..item.span.end]).unwrap(), item.value);
        }
    }
}
