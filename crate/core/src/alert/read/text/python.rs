//! Objects as Python prints them, which scripts put into logs: `{'src': {'ip': '10.0.0.1'}, 'blocked': True}`.

/// The same as JSON, sign for sign, so that every part stands where it stood; `None` for a text that is no such object. A
/// quote inside a text becomes the other one.
pub(super) fn as_json(text: &str) -> Option<String> {
    let object = text.find('{').filter(|at| text[at + 1..].trim_start().starts_with('\''))?;
    let start = object - usize::from(text[..object].ends_with('['));
    let mut json = String::with_capacity(text.len());
    json.push_str(&text[..start]);
    let mut rest = &text[start..];
    let mut depth = 0_usize;
    while let Some(sign) = rest.chars().next() {
        let taken = match sign {
            '\'' | '"' => quoted(rest, sign, &mut json)?,
            _ => {
                depth = match sign {
                    '{' | '[' => depth + 1,
                    '}' | ']' => depth.checked_sub(1)?,
                    _ => depth,
                };
                let (word, meant) =
                    WORDS.iter().find(|(word, _)| rest.starts_with(word)).copied().unwrap_or_default();
                if word.is_empty() {
                    json.push(sign);
                    sign.len_utf8()
                } else {
                    json.push_str(meant);
                    word.len()
                }
            }
        };
        rest = &rest[taken..];
        if depth == 0 {
            break;
        }
    }
    let is_whole = depth == 0 && rest.trim().is_empty();
    is_whole.then(|| json + rest)
}

/// Words of Python, and what JSON writes for them, as long as they are.
const WORDS: [(&str, &str); 3] = [("True", "true"), ("False", "false"), ("None", "null")];

/// Writes the text in quotes that begins here; how long it is, in bytes.
fn quoted(text: &str, quote: char, json: &mut String) -> Option<usize> {
    let mut escaped = false;
    json.push('"');
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            '\'' if escaped => {
                // JSON has no such escape.
                json.pop();
                json.push_str("''");
            }
            _ if escaped => json.push(sign),
            _ if sign == quote => {
                json.push('"');
                return Some(at + 1);
            }
            '"' => json.push('\''),
            _ => json.push(sign),
        }
        escaped = sign == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::as_json;

    #[test]
    fn every_part_stands_where_it_stood() {
        for (python, json) in [
            (
                "{'a': {'ip': '10.0.0.1', 'n': 7}, 'on': True, 'x': None}",
                r#"{"a": {"ip": "10.0.0.1", "n": 7}, "on": true, "x": null}"#,
            ),
            (r#"{'note': "it's", 'p': 'C:\\a\'b'}"#, r#"{"note": "it's", "p": "C:\\a''b"}"#),
            (r#"Jun 12 h app: {'q': 'say "no"'}"#, r#"Jun 12 h app: {"q": "say 'no'"}"#),
        ] {
            assert_eq!(as_json(python).as_deref(), Some(json));
            assert_eq!(python.len(), json.len());
        }
    }

    #[test]
    fn other_texts_are_left() {
        for text in ["{\"a\": 1}", "{'a': 1", "{'a': 'b", "say {'a'} and more", "'a'", ""] {
            assert_eq!(as_json(text), None, "{text}");
        }
    }
}
