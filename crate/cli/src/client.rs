//! The network: makes the request that the core describes, and hands the answer back to it.

use std::{
    env, fs,
    io::Read as _,
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ring::rand::{SecureRandom as _, SystemRandom};
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use secdo_core::{
    alert::wire::{
        self, HttpRequest, Outcome, READ, Recipient,
        cortex::{NONCE, Stamp},
    },
    server::Server,
};
use ureq::{
    Agent, Error, Proxy,
    tls::{RootCerts, TlsConfig},
    unversioned::{
        resolver::DefaultResolver,
        transport::{ConnectProxyConnector, Connector as _, TcpConnector},
    },
};

use crate::{
    config::Config,
    failure::{Failure, say},
    trust::Named,
};

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The nonce and the time in the signature of a request, which make each one different.
///
/// # Errors
/// That the system gives no random numbers.
pub(crate) fn stamp() -> Result<Stamp, secdo_core::error::Error> {
    let mut random = [0; NONCE];
    let filled = SystemRandom::new().fill(&mut random);
    filled.map(|()| Stamp::new(now(), &random)).map_err(|_| secdo_core::error::Error::NoRandomness)
}

/// The answer to a request: its meaning, and the network's own words where nothing came back.
pub(crate) struct Reply {
    pub(crate) outcome: Outcome,
    pub(crate) status: Option<u16>,
    pub(crate) body: String,
    pub(crate) trouble: Option<String>,
}

/// The error, with advice where there is some.
fn words(error: &Error) -> String {
    let words = error.to_string();
    let advice = if words.contains("certificate") {
        " (name the server's own certificate, or the authority that signed it, with --ca-file)"
    } else {
        ""
    };
    format!("{words}{advice}")
}

/// Where the environment names a proxy.
const PROXIES: [&str; 6] =
    ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// Nothing, where no proxy is named that would be passed by without a word. What is named is not repeated: it may hold a
/// password.
///
/// # Errors
/// That one speaks SOCKS, which this program does not, or is not understood.
fn refuse_odd_proxies() -> Result<(), Failure> {
    let named =
        |name: &'static str| env::var_os(name).filter(|value| !value.is_empty()).map(|value| (name, value));
    for (name, value) in PROXIES.into_iter().filter_map(named) {
        let value = value.to_str().unwrap_or("");
        let what = if value.trim_start().to_ascii_lowercase().starts_with("socks") {
            "is a SOCKS proxy, which cannot be used here: name an HTTP proxy"
        } else if Proxy::new(value).is_err() {
            "is not understood as a proxy: write it as http://host:port"
        } else {
            continue;
        };
        return Err(Failure::usage(format!("{name} {what}, or unset it to go without one")));
    }
    Ok(())
}

/// Says that the key can be read on its way, where that is so.
pub(crate) fn warn_of_plain(server: &Server) {
    if server.is_readable_on_the_way() {
        say(format_args!("{} is not encrypted: whoever stands in between can read the key", server.base()));
    }
}

/// The certificates in a file in PEM format.
///
/// # Errors
/// That the file cannot be read, or holds none.
fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Failure> {
    let pem = fs::read(path).map_err(|error| Failure::io(path.display(), &error))?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(Failure::usage(format!("{} holds no certificate in PEM format", path.display()))),
    }
}

/// Makes requests, over connections that are kept.
#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
}

impl Client {
    /// A client that trusts what the configuration says.
    ///
    /// # Errors
    /// That the file of certificates cannot be read.
    pub(crate) fn new(config: &Config) -> Result<Self, Failure> {
        refuse_odd_proxies()?;
        if config.insecure {
            say("the certificate of the server is not checked");
        }
        let settings = Agent::config_builder()
            .tls_config(
                TlsConfig::builder()
                    .root_certs(RootCerts::PlatformVerifier)
                    .disable_verification(config.insecure)
                    .build(),
            )
            // The key goes to the server that was named, and nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("secdo/", env!("CARGO_PKG_VERSION")))
            .build();
        let agent = match &config.ca_file {
            Some(path) if !config.insecure => {
                let named = Named::new(certificates(path)?)
                    .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
                let road =
                    ().chain(ConnectProxyConnector::default()).chain(TcpConnector::default()).chain(named);
                Agent::with_parts(settings, road, DefaultResolver::default())
            }
            _ => settings.into(),
        };
        Ok(Self { agent })
    }

    /// The outcome of a request to a recipient.
    pub(crate) fn send(&self, request: &HttpRequest, recipient: &Recipient, key: &str) -> Reply {
        match self.attempt(request) {
            Ok((status, retry_after, body)) => {
                // As in a browser, a redirect is an answer without a status of its own.
                let seen = if (300..400).contains(&status) { 0 } else { status };
                let answer =
                    wire::HttpAnswer { status: seen, body: &body, retry_after: retry_after.as_deref() };
                let outcome = recipient.interpret(answer, key, now());
                Reply { outcome, status: Some(status), body, trouble: None }
            }
            Err(error) => {
                let outcome = match error {
                    Error::Timeout(_) => Outcome::TimedOut,
                    _ => Outcome::Unreachable,
                };
                Reply { outcome, status: None, body: String::new(), trouble: Some(words(&error)) }
            }
        }
    }

    fn attempt(&self, request: &HttpRequest) -> Result<(u16, Option<String>, String), Error> {
        let timeout = Duration::from_millis(u64::from(request.timeout));
        let mut call = self.agent.post(&request.url).config().timeout_global(Some(timeout)).build();
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        let mut response = call.send(request.body.as_str())?;
        let retry_after =
            response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        let mut body = Vec::new();
        response.body_mut().as_reader().take(READ as u64).read_to_end(&mut body)?;
        Ok((status, retry_after, String::from_utf8_lossy(&body).into_owned()))
    }
}
