//! The device that writes a line, and what it names besides.

use crate::alert::read::{
    meaning::{endpoints::End, when},
    text::line,
};

/// The addresses without those before the packet engine that NetScaler names in its header: ` 0-PPE-1 : `.
pub(super) fn without_engine<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    if let Some(engine) = text.find("-PPE-").filter(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()))
    {
        ends.retain(|end| end.start > engine);
    }
    ends
}

/// The addresses without those of the device that writes: `<core7 10.0.0.1>` and `|AP 00:0b:86:eb:4e:32@10.0.0.1 sapd|` of
/// Aruba, `web-1->10.0.0.1 May  6 07:28:11 …` of OSSEC's archives; and without the name that a mail server gave itself:
/// `([10.0.0.1]) [203.0.113.7]`.
pub(super) fn without_devices<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_of_device = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        let word = |before: &str| line::tail(before, NAME).rsplit(['<', '|', ' ']).next().unwrap_or("").len();
        let is_point = || {
            before
                .strip_suffix('@')
                .is_some_and(|mac| word(mac) == MAC && mac.ends_with(|c: char| c.is_ascii_hexdigit()))
        };
        let is_named = || {
            behind.starts_with('>')
                && before.strip_suffix(' ').is_some_and(|name| name[..name.len() - word(name)].ends_with('<'))
        };
        let is_archived =
            || before.ends_with("->") && behind.starts_with(' ') && when::is_stamped(behind.trim_start());
        let is_greeting = || before.ends_with("([") && behind.starts_with("])");
        // Cisco's devices name themselves before the mnemonic of what they tell: `192.168.12.1: %ACE-3-251010: …`.
        let is_speaker =
            || behind.strip_prefix(": %").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let is_on_the_way = || {
            before.ends_with("/ip-[")
                || NAMED.iter().any(|(word, next)| before.ends_with(word) && behind.starts_with(next))
        };
        // Postfix quotes what the next server answered: `status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok)`.
        let is_quoted = || before.ends_with("(smtp:[") && text.contains("status=");
        // Juniper's gateways write who came there, or themselves: `- [10.0.0.1] System()[] - Node …`.
        // Cisco's SD-WAN names itself in each line: `system-ip:10.0.0.1`.
        let is_own =
            || before.ends_with('[') && behind.starts_with("] System()[]") || before.ends_with(" system-ip:");
        is_named()
            || is_point()
            || is_archived()
            || is_greeting()
            || is_speaker()
            || is_on_the_way()
            || is_quoted()
            || is_own()
    };
    ends.retain(|end| !is_of_device(end));
    ends
}

/// Words around the address of a device on the way: `router 10.0.0.1 interface 14` and `rtr 10.0.0.1 proto 17` of Arbor, `AP
/// 10.0.0.1-24:de:…` of Aruba. Alone they say nothing: somebody may have gone to a router.
const NAMED: [(&str, &str); 3] = [(" router ", " interface "), (" rtr ", " proto "), (" AP ", "-")];

/// How long the name of a device is at most, in bytes.
const NAME: usize = 255;

/// How long the address of a card is, in bytes: `00:0b:86:eb:4e:32`.
const MAC: usize = 17;
