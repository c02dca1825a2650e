//! Roles told by the words of a name that the table does not have: `flowClientAddr`, `svr_target_port`.

use super::Role;

/// Words for an address, and for a port.
const ADDRESS: [&str; 7] = ["ip", "ipv4", "ipv6", "addr", "address", "ipaddr", "ipaddress"];
const PORT: [&str; 2] = ["port", "prt"];

/// Words for who opened a connection, and for whom it was opened to.
const SOURCE: [&str; 17] = [
    "src",
    "source",
    "client",
    "clt",
    "cli",
    "origin",
    "orig",
    "originator",
    "attacker",
    "attacking",
    "initiator",
    "from",
    "sender",
    "caller",
    "actor",
    "login",
    "requester",
];
const DESTINATION: [&str; 16] = [
    "dst",
    "dest",
    "destination",
    "server",
    "srv",
    "svr",
    "target",
    "tgt",
    "responder",
    "resp",
    "victim",
    "attacked",
    "to",
    "upstream",
    "backend",
    "vip",
];

/// Words of what is neither: translations, devices on the way, what watches.
const NEITHER: [&str; 41] = [
    "file",
    "nat",
    "natted",
    "xlate",
    "xlated",
    "translated",
    "translation",
    "trans",
    "mapped",
    "post",
    "gateway",
    "gw",
    "device",
    "dvc",
    "dns",
    "dhcp",
    "ntp",
    "proxy",
    "mask",
    "netmask",
    "vpn",
    "egress",
    "external",
    "public",
    "relay",
    "sensor",
    "observer",
    "collector",
    "log",
    "mgmt",
    "management",
    "forwarded",
    "xff",
    "mac",
    "original",
    "nas",
    "radius",
    "syslog",
    "range",
    "network",
    "subnet",
];

/// How many words of a name are looked at, from its end.
const MOST: usize = 6;

/// The role that the words of a name say; `None` where they say none, or two.
pub(crate) fn role(name: &str) -> Option<Role> {
    // Most names say nothing of the kind.
    let may_say = || {
        let is_sign = |three: &[u8]| {
            three[..2].eq_ignore_ascii_case(b"ip")
                || ["add", "por", "prt"].iter().any(|sign| three.eq_ignore_ascii_case(sign.as_bytes()))
        };
        name.as_bytes().windows(3).any(is_sign)
            || name.len() > 1 && name[name.len() - 2..].eq_ignore_ascii_case("ip")
    };
    let name = super::inside_line(name);
    if name.len() > 80 || !name.is_ascii() || !may_say() {
        return None;
    }
    let words = words(name);
    let words = &words[words.len().saturating_sub(MOST)..];
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    // A server of files is a server.
    let is_neither =
        |word: &String| NEITHER.contains(&word.as_str()) && !(word == "file" && has(&["server"]));
    if words.iter().any(is_neither) {
        return None;
    }
    let of_port = has(&PORT);
    let is_end = of_port || has(&ADDRESS);
    match (is_end, has(&SOURCE), has(&DESTINATION), of_port) {
        (true, true, false, false) => Some(Role::SourceIp),
        (true, false, true, false) => Some(Role::DestinationIp),
        (true, true, false, true) => Some(Role::SourcePort),
        (true, false, true, true) => Some(Role::DestinationPort),
        _ => None,
    }
}

/// The words of a name, in small letters: apart by signs, by capital letters, or written together as `srcipaddr`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = name.chars().collect();
    let mut word = String::new();
    for (at, &character) in characters.iter().enumerate() {
        let is_next_small = characters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let was_small = at > 0 && (characters[at - 1].is_lowercase() || characters[at - 1].is_ascii_digit());
        let begins = character.is_uppercase() && (was_small || is_next_small);
        if (begins || !character.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words.into_iter().flat_map(apart).collect()
}

/// A word that begins with one for a side and ends with one for an address or a port, as the two.
fn apart(word: String) -> Vec<String> {
    let side = SOURCE.iter().chain(&DESTINATION).filter(|side| side.len() > 2);
    let end = |rest: &str| ADDRESS.contains(&rest) || PORT.contains(&rest);
    let found = side.filter_map(|side| Some((*side, word.strip_prefix(side)?))).find(|(_, rest)| end(rest));
    match found {
        Some((side, rest)) => vec![side.to_owned(), rest.to_owned()],
        None => vec![word],
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, role};

    #[test]
    fn the_words_of_a_name_say_its_side() {
        for (name, wanted) in [
            ("flowClientAddr", Some(Role::SourceIp)),
            ("source_details.ip", Some(Role::SourceIp)),
            ("srcipaddr", Some(Role::SourceIp)),
            ("TARGET_HOST_IP", Some(Role::DestinationIp)),
            ("svrPort", Some(Role::DestinationPort)),
            ("initiator.port.number", Some(Role::SourcePort)),
            ("natSourceIp", None),
            ("clientToServerIp", None),
            ("device_ip", None),
            ("source_name", None),
            ("importantPart", None),
        ] {
            assert_eq!(role(name), wanted, "{name}");
        }
    }
}
