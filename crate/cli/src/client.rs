//! The network: makes the request that the core describes, and hands the answer back to it.

use std::{
    fs,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use secdo_core::alert::wire::{HttpRequest, Outcome, interpret};
use ureq::{
    Agent, Error,
    tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem},
};

use crate::{
    config::Config,
    failure::{Failure, say},
};

/// How much of an answer is read, in bytes.
const MOST: u64 = 64 * 1024;

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// What came back: what it means, and in words what the network said where nothing came.
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) status: Option<u16>,
    pub(crate) body: String,
    pub(crate) trouble: Option<String>,
}

/// What went wrong, with what to do about it where that is known.
fn words(error: &Error) -> String {
    let words = error.to_string();
    let advice = if words.contains("CaUsedAsEndEntity") {
        "the server shows a certificate that is also an authority, which is not accepted: give the server one that an \
         authority has signed, and name that with --ca-file"
    } else if words.contains("certificate") {
        "name the authority that signed it with --ca-file"
    } else {
        return words;
    };
    format!("{words} ({advice})")
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
        let roots = match &config.ca_file {
            None => RootCerts::PlatformVerifier,
            Some(path) => {
                let pem = fs::read(path).map_err(|error| Failure::io(path.display(), &error))?;
                let certificates: Vec<Certificate<'static>> = parse_pem(&pem)
                    .filter_map(|item| match item {
                        Ok(PemItem::Certificate(certificate)) => Some(certificate.to_owned()),
                        _ => None,
                    })
                    .collect();
                if certificates.is_empty() {
                    return Err(Failure::usage(format!(
                        "{} holds no certificate in PEM format",
                        path.display()
                    )));
                }
                RootCerts::from(certificates)
            }
        };
        if config.insecure {
            say("the certificate of the server is not checked");
        }
        let tls = TlsConfig::builder().root_certs(roots).disable_verification(config.insecure).build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            // The key goes to the server that was named, and nowhere else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("secdo/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self { agent })
    }

    /// What became of a request.
    pub(crate) fn send(&self, request: &HttpRequest, key: &str) -> Answer {
        match self.attempt(request) {
            Ok((status, retry_after, body)) => {
                // As in a browser, a redirect is an answer without a status of its own.
                let seen = if (300..400).contains(&status) { 0 } else { status };
                let outcome = interpret(seen, &body, retry_after.as_deref(), key, now());
                Answer { outcome, status: Some(status), body, trouble: None }
            }
            Err(error) => {
                let outcome = match error {
                    Error::Timeout(_) => Outcome::TimedOut,
                    _ => Outcome::Unreachable,
                };
                Answer { outcome, status: None, body: String::new(), trouble: Some(words(&error)) }
            }
        }
    }

    fn attempt(&self, request: &HttpRequest) -> Result<(u16, Option<String>, String), Error> {
        let timeout = Duration::from_millis(u64::from(request.timeout));
        let call = self.agent.post(&request.url).config().timeout_global(Some(timeout)).build();
        let mut response = call.header("Content-Type", request.content_type).send(request.body.as_str())?;
        let retry_after =
            response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(MOST).lossy_utf8(true).read_to_string()?;
        Ok((status, retry_after, body))
    }
}
