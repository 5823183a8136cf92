//! HTTP, by `ureq`, `reqwest` or the program's own client.

use std::fmt;
use std::io::Read;
use std::time::Duration;

/// Servers and proxies close connections that are idle for longer, and a request on its way then is lost.
#[cfg(any(feature = "ureq", feature = "reqwest"))]
const IDLE: Duration = Duration::from_secs(2);

/// Sends requests. Implement it to use an HTTP client of your own: with its proxies, certificates or runtime.
///
/// It must not follow redirects, which could lead credentials elsewhere, and it returns responses of all statuses.
pub trait Transport: Send + Sync {
    /// Sends a request and returns its response, whose body is read afterwards.
    fn send(&self, request: &Request) -> Result<Response, TransportError>;
}

/// A request to send.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Request {
    /// `GET`, `POST` or `PATCH`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// JSON; empty for none.
    pub body: Vec<u8>,
    /// Of the whole call; of a download, of each part that arrives.
    pub timeout: Duration,
    /// Whether the body of the response may be large.
    pub is_download: bool,
}

/// A response to a request.
#[non_exhaustive]
pub struct Response {
    /// Of HTTP.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// Read at most once. If it does not come in time, its error is [`std::io::ErrorKind::TimedOut`].
    pub body: Box<dyn Read + Send>,
}

/// Why no response came.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// It took too long.
    Timeout,
    /// The peer does not speak TLS.
    NotTls(BoxedError),
    /// The peer closed the connection without an answer, or its answer is not HTTP.
    Closed(BoxedError),
    /// All else: no connection, no such host, a certificate that fails.
    Other(BoxedError),
}

type BoxedError = Box<dyn std::error::Error + Send + Sync>;

impl Response {
    /// A response of a transport.
    pub fn new(status: u16, headers: Vec<(String, String)>, body: impl Read + Send + 'static) -> Self {
        Response { status, headers, body: Box::new(body) }
    }

    /// The value of a header; its name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(each, _)| each == name).map(|(_, value)| value.trim())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransportError::Timeout => formatter.write_str("no answer in time"),
            TransportError::NotTls(error) | TransportError::Closed(error) | TransportError::Other(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for TransportError {}

impl From<std::io::Error> for TransportError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, TimedOut, UnexpectedEof, WouldBlock};
        match error.kind() {
            TimedOut | WouldBlock => TransportError::Timeout,
            BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => TransportError::Closed(error.into()),
            _ if is_not_tls(&error) => TransportError::NotTls(error.into()),
            _ => TransportError::Other(error.into()),
        }
    }
}

// The libraries tell it in words alone: in Rustls, what comes instead of TLS is a corrupt message.
fn is_not_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let text = error.to_string();
    text.contains("corrupt message") || error.source().is_some_and(is_not_tls)
}

/// The transport of the features that are on: `ureq` before `reqwest`.
pub(crate) fn default_transport() -> crate::Result<Box<dyn Transport>> {
    #[cfg(feature = "ureq")]
    return Ok(Box::new(ureq_transport::Ureq::default()));
    #[cfg(all(feature = "reqwest", not(feature = "ureq")))]
    return Ok(Box::new(reqwest_transport::Reqwest::new()?));
    #[cfg(not(any(feature = "ureq", feature = "reqwest")))]
    return Err(crate::Error::options("transport: enable the feature `ureq` or `reqwest`, or give one of your own"));
}

#[cfg(feature = "ureq")]
mod ureq_transport {
    use std::io::{self, Read};

    use ureq::http;

    use super::{Request, Response, Transport, TransportError};

    #[derive(Default)]
    pub struct Ureq {
        agent: std::sync::OnceLock<ureq::Agent>,
    }

    impl Transport for Ureq {
        fn send(&self, request: &Request) -> Result<Response, TransportError> {
            let agent = self.agent.get_or_init(|| {
                let settings = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
                settings.max_redirects_will_error(false).max_idle_age(super::IDLE).build().new_agent()
            });
            let mut builder = http::Request::builder().method(request.method).uri(&request.url);
            for (name, value) in &request.headers {
                builder = builder.header(*name, value);
            }
            let limit = Some(request.timeout);
            let sent = if request.body.is_empty() {
                let built = builder.body(()).map_err(other)?;
                let settings = agent.configure_request(built).timeout_connect(limit).timeout_recv_response(limit);
                let whole = limit.filter(|_| !request.is_download);
                agent.run(settings.timeout_global(whole).timeout_per_read(limit).build())
            } else {
                let built = builder.body(request.body.as_slice()).map_err(other)?;
                agent.run(agent.configure_request(built).timeout_global(limit).build())
            };
            let (parts, body) = sent.map_err(failure)?.into_parts();
            let headers = parts
                .headers
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
            Ok(Response::new(parts.status.as_u16(), headers.collect(), Body(body.into_reader())))
        }
    }

    struct Body(ureq::BodyReader<'static>);

    impl Read for Body {
        fn read(&mut self, chunk: &mut [u8]) -> io::Result<usize> {
            self.0.read(chunk).map_err(|error| match ureq::Error::from(error) {
                ureq::Error::Timeout(_) => io::ErrorKind::TimedOut.into(),
                error => error.into_io(),
            })
        }
    }

    fn failure(error: ureq::Error) -> TransportError {
        match error {
            ureq::Error::Timeout(_) => TransportError::Timeout,
            ureq::Error::Io(error) => error.into(),
            ureq::Error::Protocol(error) => TransportError::Closed(error.into()),
            error if super::is_not_tls(&error) => TransportError::NotTls(error.into()),
            error => TransportError::Other(error.into()),
        }
    }

    fn other(error: http::Error) -> TransportError {
        TransportError::Other(error.into())
    }
}

#[cfg(feature = "reqwest")]
#[cfg_attr(feature = "ureq", allow(dead_code))]
mod reqwest_transport {
    use std::io::{self, Read};

    use reqwest::blocking::Client;
    use reqwest::redirect::Policy;

    use super::{Request, Response, Transport, TransportError};

    pub struct Reqwest(Client);

    impl Reqwest {
        pub fn new() -> crate::Result<Self> {
            let built = Client::builder().redirect(Policy::none()).timeout(None).pool_idle_timeout(super::IDLE).build();
            built.map(Reqwest).map_err(|error| crate::Error::options(format!("transport: {error}")))
        }
    }

    impl Transport for Reqwest {
        fn send(&self, request: &Request) -> Result<Response, TransportError> {
            let method = reqwest::Method::from_bytes(request.method.as_bytes());
            let mut builder = self.0.request(method.unwrap_or_default(), &request.url).body(request.body.clone());
            for (name, value) in &request.headers {
                builder = builder.header(*name, value);
            }
            // Of a download too: one that takes longer is resumed.
            let limit = if request.is_download { request.timeout.saturating_mul(60) } else { request.timeout };
            let response = builder.timeout(limit).send().map_err(failure)?;
            let headers = response
                .headers()
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
            Ok(Response::new(response.status().as_u16(), headers.collect(), Body(response)))
        }
    }

    struct Body(reqwest::blocking::Response);

    impl Read for Body {
        fn read(&mut self, chunk: &mut [u8]) -> io::Result<usize> {
            self.0.read(chunk).map_err(|error| {
                let cause = error.get_ref().and_then(|cause| cause.downcast_ref::<reqwest::Error>());
                if cause.is_some_and(reqwest::Error::is_timeout) { io::ErrorKind::TimedOut.into() } else { error }
            })
        }
    }

    fn failure(error: reqwest::Error) -> TransportError {
        let has_ended = |error: &reqwest::Error| {
            let mut cause = std::error::Error::source(error);
            while let Some(each) = cause {
                if let Some(io) = each.downcast_ref::<std::io::Error>() {
                    return matches!(TransportError::from(std::io::Error::from(io.kind())), TransportError::Closed(_));
                }
                cause = each.source();
            }
            error.is_request() && !error.is_connect()
        };
        match error {
            error if error.is_timeout() => TransportError::Timeout,
            error if super::is_not_tls(&error) => TransportError::NotTls(error.into()),
            error if has_ended(&error) => TransportError::Closed(error.into()),
            error => TransportError::Other(error.into()),
        }
    }
}
