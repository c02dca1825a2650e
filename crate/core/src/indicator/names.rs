//! Names of files that can run, and the look of program text.

use super::words::Words;

/// Extensions of files that run, are scripts, install something, or carry macros.
static EXECUTABLE: Words<64> = Words::new([
    "apk", "bat", "bin", "cmd", "cpl", "crx", "deb", "desktop", "dll", "dmg", "docm", "drv", "dylib", "efi",
    "elf", "exe", "hta", "inf", "ins", "ipa", "jar", "js", "jse", "kext", "ko", "lnk", "mpkg", "msc", "msi",
    "msix", "msp", "mst", "ocx", "one", "pif", "pkg", "pl", "pptm", "ps1", "psd1", "psm1", "py", "pyc",
    "pyw", "reg", "rpm", "scf", "scr", "sct", "sh", "so", "sys", "url", "vb", "vbe", "vbs", "wsc", "wsf",
    "wsh", "xlam", "xlsb", "xlsm", "xll", "xpi",
]);

/// Containers in which such files arrive.
static CONTAINER: Words<11> =
    Words::new(["7z", "ace", "cab", "gz", "img", "iso", "rar", "tar", "tgz", "vhdx", "zip"]);

/// Extensions of documents and program sources: never a host, and no indicator by themselves.
static DOCUMENT: Words<42> = Words::new([
    "bak", "c", "cc", "cfg", "conf", "cpp", "cs", "css", "csv", "doc", "docx", "dot", "eml", "gif", "go",
    "h", "htm", "html", "ini", "java", "jpeg", "jpg", "json", "log", "md", "mov", "mp3", "mp4", "pdf", "php",
    "png", "pptx", "rs", "rtf", "svg", "tmp", "ts", "txt", "xls", "xlsx", "xml", "yml",
]);

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

/// First labels that say: this is an expression of a program, or a class name in reverse domain order.
static PROGRAM_FIRST: Words<50> = Words::new([
    "arr",
    "array",
    "first",
    "list",
    "map",
    "my",
    "str",
    "string",
    "user",
    "value",
    "android",
    "arg",
    "args",
    "args0",
    "cls",
    "com",
    "config",
    "console",
    "ctx",
    "data",
    "document",
    "e",
    "el",
    "event",
    "foo",
    "io",
    "item",
    "java",
    "javax",
    "jquery",
    "kotlin",
    "math",
    "microsoft",
    "module",
    "net",
    "node",
    "obj",
    "object",
    "options",
    "org",
    "os",
    "process",
    "props",
    "req",
    "res",
    "self",
    "sun",
    "system",
    "this",
    "window",
]);

/// Whether a file with this extension (without its dot, any case) runs, installs or scripts something.
///
/// ```
/// use secdo_core::indicator::is_executable;
/// assert!(is_executable("EXE") && !is_executable("txt"));
/// ```
#[must_use]
pub fn is_executable(extension: &str) -> bool {
    EXECUTABLE.contains(extension) || extension.eq_ignore_ascii_case("com")
}

/// Whether a bare name with this extension is worth an indicator.
pub(super) fn makes_file_name(extension: &str) -> bool {
    EXECUTABLE.contains(extension) || CONTAINER.contains(extension)
}

/// Whether this extension belongs to files at all.
pub(super) fn is_file_extension(extension: &str) -> bool {
    makes_file_name(extension) || DOCUMENT.contains(extension) || extension.eq_ignore_ascii_case("com")
}

/// Whether the word is a product's name.
pub(super) fn is_product(word: &str) -> bool {
    PRODUCTS.contains(&word)
}

/// Whether a dotted name that starts with this label belongs to a program rather than to the network.
pub(super) fn starts_expression(label: &str) -> bool {
    PROGRAM_FIRST.contains(label)
}
