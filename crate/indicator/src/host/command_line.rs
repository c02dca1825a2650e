//! Commands that take the name of a host: `dig +short x.sh`, `"C:\Windows\System32\nslookup.exe" x.sh`.

use super::super::{context::Text, run::Run};

/// A tool that takes the name of a host.
struct Tool {
    /// Its names, in small letters, without `.exe`.
    names: &'static [&'static str],
    /// Letters of options that take no value, so that a host may follow them.
    flags: &'static str,
    /// Options whose value is a host.
    hosts: &'static [&'static str],
    /// Words that may stand before the host: commands of the tool, types of records.
    words: &'static [&'static str],
}

/// Types of records of the domain name system, as tools take them.
const RECORDS: &[&str] = &["a", "aaaa", "any", "caa", "cname", "mx", "ns", "ptr", "soa", "srv", "txt"];

/// The tools, with the options of their manual pages.
const TOOLS: [Tool; 13] = [
    Tool { names: &["dig", "drill", "delv", "kdig"], flags: "46mrtuv", hosts: &["-q"], words: RECORDS },
    Tool { names: &["nslookup", "unbound-host"], flags: "", hosts: &[], words: &[] },
    Tool { names: &["host"], flags: "aCdlrsTUvwV46", hosts: &[], words: &[] },
    Tool {
        names: &[
            "ping",
            "ping6",
            "fping",
            "traceroute",
            "traceroute6",
            "tracert",
            "tracepath",
            "pathping",
            "mtr",
        ],
        flags: "46abdfnqrtuvADILORTU",
        hosts: &["-h"],
        words: &[],
    },
    Tool { names: &["whois"], flags: "aAbcdDgHiIlmQrRS", hosts: &["-h", "--host"], words: &[] },
    Tool { names: &["telnet"], flags: "468acdEfFKLrx", hosts: &[], words: &[] },
    Tool { names: &["nc", "ncat", "netcat"], flags: "46bcCdDFhklNnrStUuvz", hosts: &[], words: &[] },
    Tool { names: &["nmap", "masscan"], flags: "4568sVSTUAPnNOFfvRr", hosts: &[], words: &[] },
    Tool {
        names: &["tcpdump", "tshark"],
        flags: "AbdDefhHIJKlLnNOpqStuUvxX#",
        hosts: &["host"],
        words: &["and", "dst", "not", "or", "port", "src", "tcp", "udp"],
    },
    Tool { names: &["ssh", "sftp"], flags: "46AaCfGgKkMNnqsTtVvXxYy", hosts: &["-J"], words: &[] },
    Tool {
        names: &["openssl", "sslscan", "getent", "resolvectl"],
        flags: "",
        hosts: &["-connect", "-servername", "-host"],
        words: &["s_client", "ahosts", "hosts", "query"],
    },
    Tool {
        names: &[
            "certbot",
            "lego",
            "amass",
            "subfinder",
            "dnsrecon",
            "dnsenum",
            "gobuster",
            "fierce",
            "theharvester",
        ],
        flags: "",
        hosts: &["-d", "-domain", "--domain", "--domains"],
        words: &["certonly", "dns", "enum"],
    },
    Tool {
        names: &["resolve-dnsname", "test-netconnection", "test-connection", "tnc"],
        flags: "",
        hosts: &["-name", "-computername", "-server"],
        words: &[],
    },
];

/// How far before a host its command is read, in bytes, and how many words of it.
const REACH: usize = 128;
const MOST_WORDS: usize = 9;

/// Whether a command takes the run as a host.
pub(super) fn takes_host(text: &Text<'_>, run: &Run) -> bool {
    let line = text.preceding_in_line(run.start, REACH);
    let line = line.strip_suffix(['"', '\'']).unwrap_or(line);
    let Some(mut rest) = line.strip_suffix([' ', '=']) else { return false };
    // The words before it, the last one first.
    let mut arguments = [""; MOST_WORDS];
    for count in 0..MOST_WORDS {
        let (before, word) = rest.rsplit_once(' ').unwrap_or(("", rest));
        if let Some(tool) = tool(word)
            && begins_command(before, word)
        {
            return is_host_of(tool, &arguments[..count]) && !goes_on(text, tool, run.end);
        }
        if before.is_empty() {
            return false;
        }
        (arguments[count], rest) = (word, before);
    }
    false
}

/// The tool with this name: alone, in its folder, or as Windows calls its file.
fn tool(word: &str) -> Option<&'static Tool> {
    let name = word.rsplit(['/', '\\', '=', ':']).next().unwrap_or(word);
    let name = name.trim_matches(['"', '\'', '`', '(']).to_ascii_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    TOOLS.iter().find(|tool| tool.names.contains(&name))
}

/// Whether a command begins with the last word of a line, behind the text `before`: at the line's beginning, behind a
/// prompt, another command, a label or a quote. `Please ping the admin of x.sh` is a sentence.
fn begins_command(before: &str, word: &str) -> bool {
    let before = before.trim_ascii();
    let is_opened = word.starts_with(['"', '\'', '`', '(', '/', '.']) || word.contains(['\\', '=', ':', '>']);
    is_opened
        || before.is_empty()
        || before.ends_with(['$', '#', '>', '%', ':', '=', ';', '|', '&', '(', '"', '\'', '`', '!'])
        || before
            .rsplit(' ')
            .next()
            .is_some_and(|last| LEADING.iter().any(|word| word.eq_ignore_ascii_case(last)))
}

/// Whether a sentence goes on behind the run: `host install.sh on the share`.
fn goes_on(text: &Text<'_>, tool: &Tool, end: usize) -> bool {
    let word = text.bytes[end..].iter().take(REACH).skip(1).take_while(|&&byte| byte > b' ');
    // What a shell runs on another host: `ssh bastion.sh uptime`.
    text.at(end) == b' '
        && !tool.names.contains(&"ssh")
        && word.clone().count() > 1
        && word.clone().all(u8::is_ascii_lowercase)
        && !RECORDS.iter().chain(tool.words).any(|known| word.clone().eq(known.as_bytes()))
}

/// Words that run the command behind them.
const LEADING: [&str; 11] =
    ["do", "then", "sudo", "doas", "time", "watch", "exec", "nohup", "/c", "/k", "-c"];

/// Whether a tool takes as a host what stands behind these arguments, of which the last one comes first.
fn is_host_of(tool: &Tool, arguments: &[&str]) -> bool {
    let mut arguments = arguments.iter().rev().filter(|argument| !argument.is_empty());
    while let Some(argument) = arguments.next() {
        let is_host = tool.hosts.iter().any(|option| option.eq_ignore_ascii_case(argument));
        let has_value = is_host || argument.starts_with('-') && !stands_alone(tool, argument);
        if has_value {
            // The value of the last option is the run itself.
            if arguments.next().is_none() {
                return is_host;
            }
        } else if !argument.starts_with(['-', '+', '@', '/']) && !is_passed(tool, argument) {
            return false;
        }
    }
    true
}

/// Whether an option takes no value of its own: `-vz`, `-w3`, `-type=mx`.
fn stands_alone(tool: &Tool, option: &str) -> bool {
    let letters = option.trim_start_matches('-');
    option.contains('=')
        || letters
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .chars()
            .all(|letter| tool.flags.contains(letter))
        || letters.len() < 6 && letters.len() > 1 && letters[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a host may follow this word: a number, the type of a record, a command of the tool.
fn is_passed(tool: &Tool, word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| byte.is_ascii_uppercase())
        || tool.words.iter().any(|known| known.eq_ignore_ascii_case(word))
}
