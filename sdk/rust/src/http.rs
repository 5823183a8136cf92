//! Calls of the server's API, and the one sentence about everything that is no answer of it.

use std::io::Read;
use std::thread;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};

use crate::calendar::{from_http_date, milliseconds};
use crate::encoding::{random, random_id};
use crate::error::{BesideRefusal, Error, Failure, Refusal, Result};
use crate::transport::{Request, Response, Transport, TransportError};
use crate::waiting::waiting_in;

const MAX_ANSWER: u64 = 1_048_576;
const MAX_MESSAGE: usize = 300;
const MAX_RETRY_AFTER: Duration = Duration::from_secs(5);
const FIRST_BACKOFF: Duration = Duration::from_millis(200);
const CHECK: &str = "Check base_url: it is the address of the server without /api/v1";
const CHECK_NETWORK: &str = "Check base_url: it is the address of the server without /api/v1, or sign in to the network";
const CHECK_CLOCK: &str = "Check base_url, the clock of this computer and the network";
const LONGEST_ADDRESS: usize = 100;

pub(crate) type Reply = Map<String, Value>;

/// The server at an address.
pub(crate) struct Http {
    pub base_url: String,
    transport: Box<dyn Transport>,
    timeout: Duration,
    retries: u32,
}

/// A call of the API.
pub(crate) struct Call<'a> {
    pub method: &'static str,
    pub path: &'a str,
    pub headers: Vec<(&'static str, String)>,
    /// None for a call without a body.
    pub body: Option<Value>,
    /// Whether an attempt that got no answer is repeated with its idempotency key, or is safe to repeat.
    pub is_repeatable: bool,
}

impl Http {
    pub fn new(base_url: &str, transport: Box<dyn Transport>, timeout: Duration, retries: u32) -> Result<Self> {
        Ok(Http { base_url: checked_address(base_url)?, transport, timeout, retries })
    }

    pub fn get(&self, path: &str) -> Result<Reply> {
        self.call(Call { method: "GET", path, headers: Vec::new(), body: None, is_repeatable: true })
    }

    pub fn post(&self, path: &str, body: Value) -> Result<Reply> {
        self.call(Call { method: "POST", path, headers: Vec::new(), body: Some(body), is_repeatable: true })
    }

    /// The same key on every attempt: the server returns the first answer again.
    pub fn change(&self, path: &str, body: Value) -> Result<Reply> {
        let headers = vec![("idempotency-key", random_id()?)];
        self.call(Call { method: "POST", path, headers, body: Some(body), is_repeatable: true })
    }

    pub fn call(&self, call: Call<'_>) -> Result<Reply> {
        let mut request = Request {
            method: call.method,
            url: format!("{}{}", self.base_url, call.path),
            headers: call.headers,
            body: call.body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
            timeout: self.timeout,
            is_download: false,
        };
        if !request.body.is_empty() {
            request.headers.push(("content-type", "application/json".to_owned()));
        }
        let retries = if call.is_repeatable { self.retries } else { 0 };
        for attempt in 0..retries {
            match self.attempt(&request) {
                Err(error) if error.is_postponed() || error.code() == "NETWORK_ERROR" => {
                    let backoff = FIRST_BACKOFF.saturating_mul(1 << attempt.min(5)).mul_f64(1.0 + jitter());
                    match error.retry_after().unwrap_or(backoff) {
                        wait if wait > MAX_RETRY_AFTER => return Err(error),
                        wait => thread::sleep(wait),
                    }
                }
                result => return result,
            }
        }
        self.attempt(&request)
    }

    /// The open response to a request for a path on this server, of any status below 300.
    pub fn open(&self, path: &str, headers: Vec<(&'static str, String)>) -> Result<Response> {
        let response = self.send(&self.download_of(format!("{}{path}", self.base_url), headers))?;
        if response.status < 300 {
            Ok(response)
        } else {
            Err(self.read(response).err().unwrap_or_else(|| self.no_server("INVALID_ANSWER", "no file", CHECK)))
        }
    }

    /// A response of somebody else, of any status.
    pub fn open_elsewhere(&self, url: String, headers: Vec<(&'static str, String)>) -> Result<Response> {
        let sent = self.transport.send(&self.download_of(url, headers));
        sent.map_err(|error| {
            Error::unreachable("NETWORK_ERROR", folded(&format!("The address of the file does not answer: {error}")))
        })
    }

    fn download_of(&self, url: String, headers: Vec<(&'static str, String)>) -> Request {
        Request { method: "GET", url, headers, body: Vec::new(), timeout: self.timeout, is_download: true }
    }

    fn attempt(&self, request: &Request) -> Result<Reply> {
        self.read(self.send(request)?)
    }

    fn send(&self, request: &Request) -> Result<Response> {
        self.transport.send(request).map_err(|error| self.unanswered(error))
    }

    fn read(&self, mut response: Response) -> Result<Reply> {
        let mut text = Vec::new();
        let body = std::mem::replace(&mut response.body, Box::new(std::io::empty()));
        body.take(MAX_ANSWER + 1).read_to_end(&mut text).map_err(|error| self.unanswered(error.into()))?;
        let members = match serde_json::from_slice(&text) {
            Ok(Value::Object(members)) if text.len() as u64 <= MAX_ANSWER => Some(members),
            _ => None,
        };
        match (response.status, members) {
            (200..=299, Some(members)) => Ok(members),
            (204, None) if text.is_empty() => Ok(Reply::new()),
            (_, members) => Err(self.refusal(&response, members, is_page(&response, &text))),
        }
    }

    fn refusal(&self, response: &Response, members: Option<Reply>, is_page: bool) -> Error {
        let status = response.status;
        let retry_after = response.header("retry-after").and_then(duration_in);
        let problem = members.as_ref().and_then(|members| members.get("error")?.as_object());
        let text = |name: &str| problem.and_then(|problem| problem.get(name)?.as_str()).map(str::to_owned);
        let message = text("message").unwrap_or_default();
        let mut failure = match text("code") {
            Some(code) if code == "PATH_NOT_FOUND" => self.no_answer(&code, "this path does not exist", CHECK),
            Some(code) if status == 429 || status >= 500 => Failure::new(code, folded(&message)),
            Some(code) if status >= 400 => {
                let (request_id, field, is_signed) = (text("request_id"), text("field"), false);
                let signed = members.as_ref().and_then(|members| members.get("signed")?.as_str()).map(str::to_owned);
                let beside = Box::new(BesideRefusal { signed, waiting: waiting_in(problem) });
                return Error::Refused(Refusal { code, message, status, request_id, field, is_signed, beside });
            }
            _ => self.foreign(response, members.is_some(), is_page),
        };
        failure.status = Some(status);
        failure.retry_after = retry_after;
        Error::Unreachable(failure)
    }

    /// An answer of somebody else.
    fn foreign(&self, response: &Response, is_json: bool, is_page: bool) -> Failure {
        let status = response.status;
        if (300..400).contains(&status) {
            let to = response.header("location").unwrap_or("another address");
            let to = to.split(['?', '#']).next().unwrap_or_default();
            let change = match to.rsplit_once("/api/v1/") {
                Some((moved, _)) if moved.starts_with("http") && moved.len() <= LONGEST_ADDRESS => {
                    format!("If the server is there, make {moved} the base_url")
                }
                // A page on which people sign in.
                _ => CHECK_NETWORK.to_owned(),
            };
            return self.no_answer("REDIRECTED", &format!("it redirects to {to}"), &change);
        }
        let code = if status == 429 || status >= 500 { format!("HTTP_{status}") } else { "INVALID_ANSWER".to_owned() };
        let (came, change) = match (is_page, is_json) {
            (true, _) => (format!("a web page, {status}"), CHECK_NETWORK),
            (_, true) => (format!("other JSON, {status}"), CHECK),
            _ => (format!("no JSON, {status}"), CHECK),
        };
        self.no_answer(&code, &came, change)
    }

    fn unanswered(&self, error: TransportError) -> Error {
        let said = error.to_string();
        let is_plain = self.base_url.starts_with("http:");
        let (came, change) = match &error {
            TransportError::Timeout => {
                let failure = Failure::new("TIMEOUT", format!("No answer within {} s", self.timeout.as_secs_f64()));
                return Error::Unreachable(failure.because(error));
            }
            TransportError::NotTls(_) => ("it does not speak TLS there", "Check base_url: http:// instead of https://?"),
            TransportError::Closed(_) if is_plain => {
                ("the connection was closed", "Check base_url: https:// instead of http://?")
            }
            _ if said.contains("certificate") => ("its certificate is not trusted", CHECK_CLOCK),
            _ => (said.split(". ").next().unwrap_or_default(), "Check base_url and the network"),
        };
        Error::Unreachable(self.no_answer("NETWORK_ERROR", came, change).because(error))
    }

    fn no_server(&self, code: &str, came: &str, change: &str) -> Error {
        Error::Unreachable(self.no_answer(code, came, change))
    }

    // If it does not fit, what came is cut.
    fn no_answer(&self, code: &str, came: &str, change: &str) -> Failure {
        let (start, end) = (format!("No Keyward server answered at {}: ", self.base_url), format!(". {change}"));
        let left = MAX_MESSAGE.saturating_sub(start.chars().count() + end.chars().count());
        let came: String = folded(came).chars().take(left).collect();
        Failure::new(code, folded(&format!("{start}{came}{end}")))
    }
}

/// A factor of up to a quarter, so that programs do not ask all at once.
pub(crate) fn jitter() -> f64 {
    let [byte] = random::<1>().unwrap_or([128]);
    f64::from(byte) / 1024.0
}

fn is_page(response: &Response, text: &[u8]) -> bool {
    let type_is_page = response.header("content-type").is_some_and(|kind| kind.contains("html"));
    type_is_page || text.trim_ascii_start().starts_with(b"<")
}

/// On one line, of limited length.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(MAX_MESSAGE).collect()
}

/// `Retry-After` is a number of seconds, or a date.
fn duration_in(retry_after: &str) -> Option<Duration> {
    if let Ok(seconds) = retry_after.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let left = from_http_date(retry_after)?.saturating_sub(milliseconds(SystemTime::now()));
    Some(crate::calendar::duration_in(left))
}

/// The address without slashes at its end.
fn checked_address(base_url: &str) -> Result<String> {
    let refused = |reason: &str| Err(Error::options(format!("base_url {reason}")));
    let address = base_url.trim().trim_end_matches('/');
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    if rest.contains(|each: char| "?#@\\".contains(each) || each.is_whitespace() || each.is_control()) {
        return refused("must have no user, query, fragment or spaces");
    }
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") || !is_host(host) {
        return refused("must begin with http:// or https:// and a host");
    }
    if rest.ends_with("/api/v1") {
        return refused("must not end in /api/v1: the client adds it");
    }
    Ok(address.to_owned())
}

/// A name, or an address, that of IPv6 in brackets, and perhaps a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (text, "80"),
    };
    let is_in_brackets = host.starts_with('[') && host.ends_with(']');
    !host.is_empty() && port.parse::<u16>().is_ok() && (is_in_brackets || !host.contains(['[', ']', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_of_servers_alone() {
        for address in ["http://localhost:8080", "https://example.com/keyward/", " HTTP://[::1]:80 "] {
            assert!(checked_address(address).is_ok(), "{address}");
        }
        let wrong =
            ["", "localhost:8080", "ftp://a", "http://", "http:///x", "https://:80", "https://a/api/v1", "https://a/api/v1//"];
        let more = [
            "http://[::1",
            "http://::1",
            "http://a:port",
            "http://a:",
            "http://a:65536",
            "https://a?b",
            "https://a#b",
            "https://u:p@a",
            "https://a b",
            "//a",
            "https:/a",
            "/api/v1",
        ];
        for address in wrong.iter().chain(&more) {
            assert_eq!(checked_address(address).unwrap_err().code(), "INVALID_OPTIONS", "{address}");
        }
    }

    #[test]
    fn reads_when_the_server_wants_to_be_asked_again() {
        assert_eq!(duration_in("30"), Some(Duration::from_secs(30)));
        assert_eq!(duration_in("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(duration_in("soon"), None);
    }
}
