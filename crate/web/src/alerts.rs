//! The form of an alert: what it holds becomes a check that the page shows as it is typed.

use secdo_bridge::{Thrown, from_js, load, to_js};
use secdo_core::{
    alert::{
        Alert, copy,
        draft::{Checked, Draft, Surroundings},
        timestamp,
        wire::{self, Recipient},
    },
    outbox::Item,
    product::Product,
    server::Server,
    settings::{Alerts, Known, Settings},
};
use wasm_bindgen::prelude::*;

use crate::{
    clock,
    shapes::{CheckedAlert, Commands, FieldProblem, ShownItem},
    zone,
};

/// The form's check: errors by field, what is worth a second look, the time and the JSON that will be sent.
#[wasm_bindgen(js_name = checkAlert, unchecked_return_type = "CheckedAlert")]
pub fn check_alert(
    #[wasm_bindgen(unchecked_param_type = "AlertDraft")] draft: JsValue,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let draft: Draft = from_js(draft)?;
    let loaded = load(stored, policy)?;
    let settings = &loaded.settings;
    let checked = check(&draft, &settings.alerts, clock::now());
    to_js(&CheckedAlert {
        errors: checked.errors.iter().map(FieldProblem::from).collect(),
        notices: checked.notices,
        timestamp: checked.timestamp.map(|at| at.to_string()),
        utc: checked.timestamp.map(timestamp::write),
        proposed: checked.proposed,
        commands: checked.alert.map(|alert| commands(&alert, settings)),
    })
}

/// The form before anything is typed: the settings' defaults.
#[wasm_bindgen(js_name = blankAlert, unchecked_return_type = "AlertDraft")]
pub fn blank_alert(stored: &str, policy: &str) -> Result<JsValue, Thrown> {
    let mut draft = Draft::default();
    load(stored, policy)?.settings.alerts.complete(&mut draft);
    to_js(&draft)
}

/// Whether the browser knows a time zone.
#[wasm_bindgen(js_name = isZone)]
pub fn is_zone(zone: &str) -> bool {
    zone == "local" || zone::is_known(zone)
}

/// The check of a draft under settings at a time.
pub(crate) fn check(draft: &Draft, alerts: &Alerts, now: i64) -> Checked {
    let zone = |civil| zone::offset(&alerts.zone, civil);
    draft.check(&Surroundings { now, zone: &zone, own_ranges: &alerts.own_ranges })
}

fn commands(alert: &Alert, settings: &Settings) -> Commands {
    if let Some(cortex) = cortex(settings) {
        return Commands {
            json: cortex.preview(alert),
            curl: None,
            script: None,
            differences: cortex.differences(alert),
        };
    }
    let company = settings.company();
    Commands {
        json: wire::secdo::preview(alert, &company),
        curl: Server::parse(&settings.server).ok().map(|server| copy::as_curl(alert, &server, &company)),
        script: Some(copy::as_script(alert, &company)),
        differences: Vec::new(),
    }
}

/// The current server, if it is a Cortex XDR. What an alert looks like there does not depend on the key.
fn cortex(settings: &Settings) -> Option<Recipient> {
    let known = settings.known_servers().into_iter().find(|known| known.address == settings.server)?;
    (known.product == Product::Cortex).then(|| Known { key_id: "0".to_owned(), ..known }.recipient().ok())?
}

pub(crate) fn shown(item: Item) -> ShownItem {
    ShownItem {
        utc: timestamp::write(item.alert.timestamp),
        attributes: item.alert.attributes(),
        draft: Draft::from(&item.alert),
        answer: item.last_answer(),
        unanswered: item.was_unanswered(),
        id: item.id,
        server: item.server,
        created: item.created,
        state: item.state,
        stage: item.state.stage(),
        next: item.next,
        may_be_duplicate: item.may_be_duplicate,
        attempts: item.attempts,
    }
}
