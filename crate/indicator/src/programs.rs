//! The look of program text: names of products, classes, fields and detections.

use super::words::Words;

/// Words that look like files or hosts and are names of products.
const PRODUCTS: [&str; 16] = [
    "ADO.NET",
    "ASP.NET",
    "Backbone.js",
    "D3.js",
    "Ember.js",
    "Express.js",
    "ML.NET",
    "Next.js",
    "Node.js",
    "Nuxt.js",
    "React.js",
    "Three.js",
    "VB.NET",
    "Vue.js",
    "node.js",
    "asp.net",
];

/// First labels of class names in reverse domain order.
static REVERSED: Words<12> = Words::new([
    "android",
    "com",
    "io",
    "java",
    "javax",
    "jquery",
    "kotlin",
    "microsoft",
    "net",
    "org",
    "sun",
    "system",
]);

/// First labels of expressions in programs, templates, queries and style sheets, and of fields in schemas of events
/// (Elastic Common Schema and its like): `session.user.name`, `dns.question.name`, `div.page`.
static OBJECTS: Words<124> = Words::new([
    "agent",
    "arg",
    "args",
    "args0",
    "arr",
    "array",
    "author",
    "body",
    "chalk",
    "client",
    "cloud",
    "cls",
    "column",
    "config",
    "console",
    "container",
    "context",
    "ctx",
    "data",
    "datastream",
    "date",
    "datetime",
    "destination",
    "device",
    "div",
    "dns",
    "document",
    "e",
    "ecs",
    "el",
    "email",
    "error",
    "event",
    "field",
    "file",
    "first",
    "geo",
    "group",
    "hash",
    "host",
    "image",
    "img",
    "index",
    "input",
    "issuer",
    "item",
    "job",
    "json",
    "li",
    "list",
    "log",
    "logger",
    "map",
    "math",
    "member",
    "module",
    "my",
    "nav",
    "network",
    "node",
    "obj",
    "object",
    "observer",
    "options",
    "orchestrator",
    "os",
    "output",
    "package",
    "page",
    "params",
    "parent",
    "password",
    "payload",
    "pe",
    "post",
    "process",
    "props",
    "query",
    "question",
    "registry",
    "related",
    "req",
    "request",
    "res",
    "response",
    "result",
    "router",
    "row",
    "rule",
    "san",
    "schema",
    "self",
    "semver",
    "server",
    "service",
    "session",
    "source",
    "span",
    "state",
    "store",
    "str",
    "string",
    "subject",
    "table",
    "task",
    "td",
    "this",
    "threat",
    "time",
    "tls",
    "today",
    "tr",
    "tracing",
    "transaction",
    "ul",
    "url",
    "user",
    "value",
    "values",
    "vlan",
    "volume",
    "window",
    "winlog",
    "x509",
]);

/// First words of the names that anti-virus programs give (CARO: type, platform, family, variant).
static DETECTIONS: Words<20> = Words::new([
    "adware", "backdoor", "exploit", "gen", "generic", "hacktool", "heur", "pua", "pup", "ransom",
    "riskware", "rootkit", "spyware", "troj", "trojan", "virus", "w32", "w97m", "win32", "worm",
]);

/// Files of build tools and titles, whose endings are top-level domains too.
const FIXED_NAMES: [&str; 10] = [
    "build.rs",
    "configure.ac",
    "configure.in",
    "dockerfile.dev",
    "dockerfile.prod",
    "makefile.am",
    "makefile.in",
    "dr.med",
    "gnumakefile.am",
    "rules.mk",
];

/// Whether the word is a product's name.
pub(super) fn is_product(word: &str) -> bool {
    // `Node.js-like`
    let name = word.split('-').next().unwrap_or(word);
    name.ends_with(['s', 'T', 't']) && PRODUCTS.contains(&name)
}

/// Whether a dotted name that starts with this label is a class name in reverse domain order.
pub(super) fn is_reversed(label: &str) -> bool {
    REVERSED.contains(label)
}

/// Whether a dotted name that starts with this label may be an expression or a field, and not on the network.
pub(super) fn is_object(label: &str) -> bool {
    OBJECTS.contains(label)
}

/// Whether a dotted name is that of a detection: it begins with its type, in a capital letter.
pub(super) fn is_detection(name: &str) -> bool {
    let first = name.split(['.', '-', ':']).next().unwrap_or("");
    first.starts_with(|c: char| c.is_ascii_uppercase()) && DETECTIONS.contains(first)
}

/// Whether the name always belongs to something else than a host.
pub(super) fn is_fixed(name: &str) -> bool {
    FIXED_NAMES.iter().any(|fixed| fixed.eq_ignore_ascii_case(name))
}
