//! Programs that listen, and that go out.

use super::{Both, ToldLine};

/// ZooKeeper: the address of its listener, and `Received connection request /10.0.0.9:57707`.
pub(super) fn listener<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.behind("connection request /")?;
    let own = line.ends.first().filter(|own| own.start < from.start && !own.port.is_empty());
    Some((Some(from), own.cloned()))
}

/// How many bytes the name of a server may have between the words and its address.
const NAMED: usize = 64;

/// Words behind which an address is that of who came.
const CAME: [&str; 5] = [" from ", " for ", " by ", " client ", " source "];

/// The own host connects, or tried to: `Connecting to ResourceManager at rm-1/10.0.0.1:8030`.
pub(super) fn connecting<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let before = line.before(only);
    let words = ["onnecting to ", "onnect to ", "onnection to ", "onnect(", "erification failed for "];
    let at = words.iter().filter_map(|words| Some(before.rfind(words)? + words.len())).max()?;
    let is_it = before.len() - at < NAMED && !CAME.iter().any(|word| before[at..].contains(word));
    is_it.then(|| (None, Some(only.clone())))
}

/// Go: `dial tcp 203.0.113.8:443: connect: connection refused`, `lookup x.example on 10.0.0.53:53: no such host`.
pub(super) fn dialled<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let far = line.ends.iter().find(|end| {
        let before = line.before(end).trim_end_matches('[');
        ["dial tcp ", "dial udp ", "dial tcp4 ", "dial tcp6 "].iter().any(|call| before.ends_with(call))
            || before.ends_with(" on ") && before.rsplit(' ').nth(3) == Some("lookup")
    })?;
    let goes_on = line.text[far.start + far.written.len()..].contains("->");
    (!goes_on).then(|| (None, Some(far.clone())))
}

/// Envoy's row of a connection without a request, which ends with whom it was handed to: `"- - -" 0 - … "10.0.0.3:5432"`.
/// Source: Envoy, "Access logging", default format.
pub(super) fn handed_on<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let is_it =
        line.text.contains("\"- - -\" ") && !only.port.is_empty() && line.before(only).ends_with(['"', '[']);
    is_it.then(|| (None, Some(only.clone())))
}

/// PgBouncer: `ann/shop@10.0.0.5:5432 new connection to server (from 10.0.0.6:40000)`.
pub(super) fn pooled<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line
        .behind("new connection to server (from ")
        .or_else(|| line.behind("new connection to server (from ["))?;
    let to = line.ends.iter().rfind(|end| end.start < from.start)?;
    line.before(to).trim_end_matches('[').ends_with('@').then(|| (Some(from), Some(to.clone())))
}

/// Java, of a server that could not be reached: `java.net.ConnectException: Connection refused: db1/10.0.0.5:5432`, `connect timed
/// out: /10.0.0.5:5432`.
pub(super) fn refused<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let is_java =
        ["ConnectException", "SocketTimeoutException", "ConnectTimeoutException", "NoRouteToHostException"]
            .iter()
            .any(|name| line.text.contains(name));
    (is_java && !only.port.is_empty() && line.before(only).trim_end_matches('[').ends_with('/'))
        .then(|| (None, Some(only.clone())))
}

/// A host that reaches another one: `Sending handshake initiation to peer 1 (203.0.113.8:51820)`, `Synchronized to time server for
/// the first time 203.0.113.9:123`.
pub(super) fn reaching<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let before = line.before(only);
    let is_peer = before.ends_with('(') && before.contains("Sending ") && before.contains(" to peer ");
    (is_peer || before.contains("ynchronized to time server ")).then(|| (None, Some(only.clone())))
}

/// MySQL, of who came without a name: `IP address '203.0.113.9' could not be resolved: Name or service not known`.
/// Source: MySQL, "Server Error Message Reference", MY-010055.
pub(super) fn nameless<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let behind = &line.text[only.start + only.written.len()..];
    let is_it = line.before(only).ends_with("IP address '") && behind.starts_with("' could not be resolved");
    is_it.then(|| (Some(only.clone()), None))
}
