//! Hashes of other things than files, by the line that they stand in: of systems, repositories, requests, passwords.

use super::super::{context::Text, endings::Ending, words::Words};

/// Whether it is the name of an object of Windows, the number of a Linux machine below the command that shows it, the sum of
/// a torrent, or what mimikatz lists of a password besides its hash for NTLM: `Global\8f3a…`, `cat /etc/machine-id`, `Info
/// Hash: 8f3a…`, ` * SHA1     : 8f3a…`.
pub(super) fn is_of_system(text: &Text<'_>, start: usize) -> bool {
    let before = &text.bytes[..start];
    if matches!(text.before(start), b'\\') {
        return before.ends_with(b"Global\\") || before.ends_with(b"Local\\");
    }
    if text.before(start) == b'\n' {
        return before.trim_ascii_end().ends_with(b"/machine-id");
    }
    // The answer of a client to HTTP (RFC 7616, section 3.4)
    before.ends_with(b"response=\"") && text.preceding(start, CHALLENGE).contains("nonce=")
        || before.ends_with(b"Info Hash: ")
        || before.ends_with(b"* SHA1     : ") && text.preceding(start, LISTED).contains("* NTLM     : ")
}

/// How far before an answer its challenge stands, in bytes.
const CHALLENGE: usize = 160;

/// How far before the other hash of a password the one for NTLM stands, in bytes.
const LISTED: usize = 80;

/// What git writes before the number of a commit, anywhere and at the beginning of a line.
const GIT: [&str; 6] = ["HEAD is now at ", "checked out '", "커밋 ", "コミット ", "коммит ", "提交 "];
const GIT_LINES: [&str; 5] = ["tree ", "parent ", "merge ", "Merge ", "object "];

/// What stands before a command of git in a line.
const PROMPTS: [&str; 5] = ["$ git ", "# git ", "> git ", "&& git ", "; git "];

/// Whether it names a commit, which no agent hashes: `actions/checkout@8ade…`, `HEAD is now at 9dae…`,
/// `8ade… refs/heads/main`, `From 8ade… Mon Sep 17 00:00:00 2001` of a patch, `git show 8ade…`.
pub(super) fn is_of_repository(text: &Text<'_>, start: usize, end: usize) -> bool {
    if end - start != 40 {
        return false;
    }
    let behind = &text.bytes[end..];
    if text.before(start) == b'\n' && is_answer_of_git(text.preceding_in_line(start - 1, COMMAND)) {
        return true;
    }
    let line = text.preceding_in_line(start, COMMAND);
    let is_of_action =
        line.strip_suffix('@').is_some_and(|name| name.ends_with(|c: char| c.is_ascii_alphanumeric()));
    is_of_action
        || line.is_empty() && is_of_log(text.bytes.get(end..).unwrap_or_default())
        || GIT.iter().any(|words| line.ends_with(words))
        || GIT_LINES.contains(&line)
        || line.starts_with("index ") && (line == "index " || line.ends_with(".."))
        || is_of_tree(line)
        || behind.starts_with(b"\trefs/")
        || line == "From " && behind.starts_with(b" Mon Sep 17 00:00:00 2001")
        || line.starts_with("git ")
        || line.ends_with(" into ") && line.contains("Merge ")
        || line.ends_with(" Merge ")
        || line.starts_with("refs/")
        || PROMPTS.iter().any(|command| line.contains(command))
}

/// Whether what stands behind the first word of a line is the title of a commit: `(HEAD -> main) fix: …`, `lib/crypto: Add …`,
/// `Merge branch 'dev'`.
fn is_of_log(behind: &[u8]) -> bool {
    let line = behind.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Some(title) = std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix(' ')) else {
        return false;
    };
    let is_scope = |scope: &str| {
        !scope.is_empty()
            && scope.len() <= SCOPE
            && scope
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/_-(),".contains(&byte))
    };
    title.starts_with("(HEAD")
        || title.starts_with("(origin/")
        || title.starts_with("(tag: ")
        || title.starts_with("Merge branch ")
        || title.starts_with("Merge pull request ")
        || title.split_once(": ").is_some_and(|(scope, rest)| is_scope(scope) && rest.contains(' '))
}

/// How long the part of a program is that a title of a commit begins with, at most, in bytes.
const SCOPE: usize = 32;

/// Whether a line lists an object of a tree, as `git ls-tree` does: `100644 blob `, `040000 tree `.
fn is_of_tree(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(mode, kind)| {
        mode.len() == 6
            && mode.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(kind, "blob " | "tree " | "commit ")
    })
}

/// Whether a line asks git for the number of a commit: `git rev-parse HEAD`, `git log -1 --format=%H`.
fn is_answer_of_git(line: &str) -> bool {
    ["git rev-parse ", "git log ", "git rev-list ", "git hash-object "].iter().any(|ask| line.contains(ask))
}

/// How far back a command of git may begin, in bytes.
const COMMAND: usize = 96;

/// Whether it numbers a user or a project behind the number of a request, as OpenStack writes them:
/// `[req-38101a0b-… 113d… 54fa… - - -]`.
pub(super) fn is_of_request(text: &Text<'_>, start: usize) -> bool {
    let before = text.preceding(start, REQUEST);
    // Few lines have a bracket there at all.
    before.as_bytes().contains(&b'[')
        && before.rsplit_once("[req-").is_some_and(|(_, inside)| !inside.contains([']', '\n']))
}

/// How far back such a bracket may have been opened, in bytes.
const REQUEST: usize = 112;

/// Options of tools that take the hash of a password in place of it, and the longest of them, in bytes.
const PASSED: [&str; 12] = [
    "/aes128:",
    "/aes256:",
    "-hashes :",
    "-hashes ",
    " -H ",
    " -H :",
    "/pth:",
    "/rc4:",
    "/ntlm:",
    "-pth ",
    " -iv ",
    " -K ",
];
const OPTION: usize = 9;

/// Whether it is one of the two hashes of a password, as `pwdump` writes them: `500:aad3…:31d6…:::`.
pub(super) fn is_of_password(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_hash = |at: usize| {
        let digits = text.bytes.get(at..at + 32).is_some_and(|hash| hash.iter().all(u8::is_ascii_hexdigit));
        digits && !text.glued_after(at + 32)
    };
    let before = || text.preceding(start, OPTION);
    // No password has a hash of 64 digits in Windows; a key or a vector may have.
    // An option at the end of a line that was wrapped
    let wrapped = || text.before(start) == b'\n' && before().trim_end().ends_with(" -H");
    let passed = || {
        let option = PASSED.iter().copied().find(|option| before().ends_with(option));
        option.or_else(|| wrapped().then_some(" -H "))
    };
    if matches!(end - start, 32 | 64)
        && passed().is_some_and(|option| end - start == 32 || matches!(option, " -iv " | " -K " | "/aes256:"))
    {
        return true;
    }
    // The answer to a challenge: `ann::CORP:1122334455667788:5d41…:0101…`
    if end - start == 32 && text.before(start) == b':' && text.at(end) == b':' {
        let challenge = text.bytes[..start - 1].iter().rev().take(17);
        if challenge.take_while(|byte| byte.is_ascii_hexdigit()).count() == 16 {
            return true;
        }
    }
    end - start == 32
        && (is_beside_account(text, start)
            || text.at(end) == b':' && is_hash(end + 1)
            || text.before(start) == b':'
                && start > 32
                && is_hash(start - 33)
                && !text.glued_before(start - 33))
}

/// Whether an account stands right before it, as tools that try passwords write it: `CORP\ann:31d6…`, `[+] CORP\ann 31d6…
/// (Pwn3d!)`, `ann@corp.example:31d6…`.
fn is_beside_account(text: &Text<'_>, start: usize) -> bool {
    let separator = text.before(start);
    if !matches!(separator, b':' | b' ') {
        return false;
    }
    let line = text.preceding_in_line(start - 1, COMMAND);
    let (before, account) = line.rsplit_once(' ').unwrap_or(("", line));
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-$".contains(&byte))
    };
    let is_file =
        |name: &str| name.rsplit_once('.').is_some_and(|(_, extension)| Ending::of(extension).is_of_files());
    // `samples\lantern.exe:44d8…` is a file
    let is_windows = account
        .split_once('\\')
        .is_some_and(|(domain, user)| is_name(domain) && is_name(user) && !is_file(user));
    let is_principal = || {
        account
            .split_once('@')
            .is_some_and(|(user, domain)| is_name(user) && is_name(domain) && domain.contains('.'))
    };
    is_windows && (separator == b':' || before.ends_with("[+]") || before.ends_with("[-]"))
        || separator == b':' && is_principal()
}

/// Tools for containers, and how far back a command of one may begin, in bytes.
const CONTAINERS: [&str; 5] = ["docker ", "podman ", "crictl ", "nerdctl ", "ctr "];

/// Whether it names a container, a task of a cloud, or is the written-out arguments of a program: `docker stop 7c2e…`,
/// `arn:aws:ecs:…/7c2e…`, `type=EXECVE … a2=2F62…`.
pub(super) fn is_of_machine(text: &Text<'_>, start: usize) -> bool {
    match text.before(start) {
        b' ' | b'"' | b'\'' => is_container(text.preceding_in_line(start, COMMAND)),
        // The image of a container
        b':' if text.bytes[..start].ends_with(b"sha256:") => {
            let before = text.preceding_in_line(start - 7, COMMAND);
            IMAGES.iter().any(|sign| before.ends_with(sign))
        }
        b':' | b'/' => word(text.preceding_in_line(start, COMMAND)).starts_with("arn:"),
        b'=' if matches!(text.before(start - 1), b'0'..=b'9' | b']') => {
            word(text.preceding_in_line(start, COMMAND)).starts_with('a')
                && text.preceding_in_line(start, EXECUTED).contains("type=EXECVE")
        }
        _ => false,
    }
}

/// What stands before the digest of an image.
const IMAGES: [&str; 5] = ["@", "Digest: ", "digest: ", "ImageID: ", "imageID: "];

/// The last word of a line, which quotes end, too.
fn word(line: &str) -> &str {
    line.rsplit([' ', '"', '\'']).next().unwrap_or("")
}

/// Whether a command for containers goes on with their names: `docker stop `.
fn is_container(line: &str) -> bool {
    let command = || CONTAINERS.iter().filter_map(|tool| line.rfind(tool).map(|at| at + tool.len())).max();
    // Verbs, options, and the names of other containers; in a sentence a tool does something else.
    let is_named = |at: usize| {
        let words = &line[at..];
        let mut verbs = words.split(' ').filter(|word| !word.is_empty() && !word.starts_with('-'));
        verbs.next().is_some_and(|verb| VERBS.has(verb)) && !words.contains([':', '|', ';', '&', '>'])
    };
    command().is_some_and(is_named)
}

/// What such tools do to what they are given.
static VERBS: Words<26> = Words::new([
    "attach",
    "commit",
    "container",
    "cp",
    "diff",
    "exec",
    "export",
    "image",
    "images",
    "inspect",
    "kill",
    "logs",
    "pause",
    "port",
    "rename",
    "restart",
    "rm",
    "rmi",
    "run",
    "start",
    "stats",
    "stop",
    "task",
    "top",
    "unpause",
    "wait",
]);

/// How far before an argument its record begins, in bytes.
const EXECUTED: usize = 512;
