//! The meaning of an answer of Cortex XDR.
//!
//! Source: "Get started with APIs", section "Errors": `{"reply": {"err_code", "err_msg", "err_extra"}}`, where the last is
//! text, an object, null, or absent. That 429 stands for too many requests is the usual meaning of the number; the document
//! gives only the words.

use serde_json::Value;

use crate::alert::wire::{Advice, HttpAnswer, Outcome, kept, not_taken};

pub(super) fn interpret(answer: HttpAnswer<'_>, key: &str, now: i64) -> Outcome {
    let HttpAnswer { status, body, .. } = answer;
    let said: Option<Value> = serde_json::from_str(body).ok();
    if matches!(status, 200..=299) && is_taken(body, said.as_ref()) {
        return Outcome::Delivered;
    }
    let words = kept(&said.as_ref().and_then(sentence).unwrap_or_else(|| body.to_owned()), key);
    not_taken(answer, words, advice(status), now)
}

/// Parsed alerts are answered with `{"reply": true}`, an issue with its id. What else a success may say is not documented, so
/// whatever the interface answers is one, but a refusal in its own words; the page of somebody in between is none.
fn is_taken(body: &str, said: Option<&Value>) -> bool {
    match said {
        Some(said) => {
            said["reply"] != Value::Bool(false)
                && said["reply"]["err_code"].is_null()
                && sentence(said).is_none()
        }
        None => body.trim().is_empty(),
    }
}

/// The words of an error.
fn sentence(said: &Value) -> Option<String> {
    let reply = &said["reply"];
    let message = reply["err_msg"].as_str()?;
    Some(match &reply["err_extra"] {
        Value::Null => message.to_owned(),
        Value::String(more) if more.is_empty() => message.to_owned(),
        Value::String(more) => format!("{message} ({more})"),
        more => format!("{message} ({more})"),
    })
}

/// The likely remedy.
const fn advice(status: u16) -> Option<Advice> {
    match status {
        401 => Some(Advice::Level),
        402 => Some(Advice::Licence),
        403 => Some(Advice::Role),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_answers() {
        let rejected =
            |status, words: &str, advice| Outcome::Rejected { status, words: words.into(), advice };
        let busy = |status, words: &str| Outcome::Busy { status, words: words.into(), retry_after: None };
        for (status, body, expected) in [
            (200, r#"{"reply": true}"#, Outcome::Delivered),
            (202, r#"{"external_id": "a1", "detection_method": "Custom Issue"}"#, Outcome::Delivered),
            (202, r#"{"reply": {"external_id": 17}}"#, Outcome::Delivered),
            (200, r#"{"reply": {"success": true, "validation_errors": []}}"#, Outcome::Delivered),
            (204, "", Outcome::Delivered),
            (200, r#"{"reply":{"err_code":403,"err_msg":"no"}}"#, rejected(200, "no", None)),
            (200, r#"{"reply": false}"#, rejected(200, r#"{"reply": false}"#, None)),
            (200, "<html>", rejected(200, "<html>", None)),
            (0, "", rejected(0, "", None)),
            (
                400,
                r#"{"reply":{"err_code":400,"err_msg":"Bad Request. Got an invalid JSON.","err_extra":"Expecting value: line 6"}}"#,
                rejected(400, "Bad Request. Got an invalid JSON. (Expecting value: line 6)", None),
            ),
            (
                401,
                r#"{"reply":{"err_code":401,"err_msg":"Public API request unauthorized","err_extra":null}}"#,
                rejected(401, "Public API request unauthorized", Some(Advice::Level)),
            ),
            (402, "", rejected(402, "", Some(Advice::Licence))),
            (403, r#"{"reply":{"err_msg":"no"}}"#, rejected(403, "no", Some(Advice::Role))),
            (
                429,
                r#"{"reply":{"err_code":429,"err_msg":"Too many requests."}}"#,
                busy(429, "Too many requests."),
            ),
            (
                500,
                r#"{"reply":{"err_code":500,"err_msg":"An error occurred","err_extra":{"parse_err":"x"}}}"#,
                busy(500, r#"An error occurred ({"parse_err":"x"})"#),
            ),
            (500, "Internal Server Error", busy(500, "Internal Server Error")),
        ] {
            let answer = HttpAnswer { status, body, retry_after: None };
            assert_eq!(interpret(answer, "s3cret", 0), expected, "{status} {body}");
        }
    }

    #[test]
    fn a_server_that_repeats_the_key_does_not_leak_it() {
        let body = r#"{"reply":{"err_msg":"bad key s3cr\"et","err_extra":{"key":"s3cr\"et"}}}"#;
        let outcome = interpret(HttpAnswer { status: 400, body, retry_after: None }, "s3cr\"et", 0);
        assert!(
            matches!(&outcome, Outcome::Rejected { words, .. } if !words.contains("s3cr")),
            "{outcome:?}"
        );
    }
}
