//! Errors of this crate.

use std::fmt;
use std::time::Duration;

use crate::distrust::{Distrust, Mismatch, Untrusted};
use crate::waiting::WaitingPlace;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The result of calls of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
///
/// Only [`Error::Refused`] is a no of the server. [`Error::code`] is the same text in all languages.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The license server refuses the call: `SEATS_EXHAUSTED`, `NOT_FOUND`, `EXPIRED`, …
    Refused(Refusal),
    /// No working Keyward server answered: no network, a wrong address, a captive portal, a busy server, a forged answer. It says
    /// nothing about the license.
    Unreachable(Failure),
    /// The program, or its user, gave something that cannot be used: an option, a license file, no license key.
    Invalid {
        /// Such as `INVALID_OPTIONS` or `LICENSE_FILE_EXPIRED`.
        code: &'static str,
        /// A sentence for logs.
        message: String,
    },
    /// The store, or the file to download to, cannot be read or written.
    Io(std::io::Error),
}

/// A refusal of the server.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Refusal {
    /// Such as `SEATS_EXHAUSTED`: all of them are in `docs/error-codes.md`.
    pub code: String,
    /// A sentence for logs.
    pub message: String,
    /// Of HTTP.
    pub status: u16,
    /// Names the request in the logs of the server.
    pub request_id: Option<String>,
    /// The field of the request that was wrong.
    pub field: Option<String>,
    /// Whether the license server has signed this refusal: the signature was verified.
    pub is_signed: bool,
    /// Boxed, so that results are small.
    pub(crate) beside: Box<BesideRefusal>,
}

/// All that came with a refusal and is not for programs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct BesideRefusal {
    /// Its signature.
    pub signed: Option<String>,
    /// The place in the waiting line that a refused start was given.
    pub waiting: Option<WaitingPlace>,
}

/// A call without an answer that proves anything.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// `NETWORK_ERROR`, `TIMEOUT`, `INVALID_ANSWER`, `RELAY_CHAIN_INVALID`, `RELAY_EXPIRED`, `RELAY_UNREACHABLE`, `PATH_NOT_FOUND`,
    /// `DOWNLOAD_CHANGED`, or the code of a server that is busy.
    pub code: String,
    /// A sentence for logs.
    pub message: String,
    /// Of HTTP, if there was an answer of the server or of a proxy before it.
    pub status: Option<u16>,
    /// When the server wants to be asked again.
    pub retry_after: Option<Duration>,
    cause: Option<Cause>,
}

impl Error {
    /// The code of the server or of this crate, such as `SEATS_EXHAUSTED` or `NETWORK_ERROR`.
    pub fn code(&self) -> &str {
        match self {
            Error::Refused(refusal) => &refusal.code,
            Error::Unreachable(failure) => &failure.code,
            Error::Invalid { code, .. } => code,
            Error::Io(_) => "IO_ERROR",
        }
    }

    /// A sentence for logs, without the code.
    pub fn message(&self) -> String {
        match self {
            Error::Refused(Refusal { message, .. })
            | Error::Unreachable(Failure { message, .. })
            | Error::Invalid { message, .. } => message.clone(),
            Error::Io(error) => error.to_string(),
        }
    }

    /// Whether no working Keyward server answered. It is no verdict about the license.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Error::Unreachable(_))
    }

    /// Whether the server, or a proxy before it, has no time now, and wants to be asked again.
    pub fn is_postponed(&self) -> bool {
        matches!(self, Error::Unreachable(Failure { status: Some(429 | 502 | 503 | 504), .. }))
    }

    /// When the server wants to be asked again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::Unreachable(failure) => failure.retry_after,
            _ => None,
        }
    }

    /// Status of HTTP, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Error::Refused(refusal) => Some(refusal.status),
            Error::Unreachable(failure) => failure.status,
            _ => None,
        }
    }

    /// Whether the server does not know the session, license or device.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Error::Refused(Refusal { status: 404, .. }))
    }

    pub(crate) fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Error::Invalid { code, message: message.into() }
    }

    pub(crate) fn options(message: impl Into<String>) -> Self {
        Error::invalid("INVALID_OPTIONS", message)
    }

    pub(crate) fn unreachable(code: impl Into<String>, message: impl Into<String>) -> Self {
        Error::Unreachable(Failure::new(code, message))
    }

    /// A status of another server than the license server.
    pub(crate) fn foreign_status(status: u16, message: &str) -> Self {
        let (code, message) = (format!("HTTP_{status}"), message.to_owned());
        match status {
            500.. => Error::unreachable(code, message),
            _ => Error::Refused(Refusal {
                code,
                message,
                status,
                request_id: None,
                field: None,
                is_signed: false,
                beside: Box::default(),
            }),
        }
    }

    /// An answer that proves nothing counts as none.
    pub(crate) fn untrusted(cause: impl Into<Distrust>) -> Self {
        let cause = cause.into();
        let code = match cause {
            Distrust::Untrusted(Untrusted::RelayChain) => "RELAY_CHAIN_INVALID",
            Distrust::Untrusted(Untrusted::RelayExpired) => "RELAY_EXPIRED",
            _ => "INVALID_ANSWER",
        };
        Error::distrusted(code, cause)
    }

    /// Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away.
    pub(crate) fn other_lender() -> Self {
        Error::distrusted("RELAY_UNREACHABLE", Mismatch::Session.into())
    }

    pub(crate) fn distrusted(code: &str, cause: Distrust) -> Self {
        let failure = Failure::new(code, format!("The answer is not trusted: {cause}"));
        Error::Unreachable(failure.because(cause))
    }

    /// The reason for which a license file is not taken.
    pub(crate) fn unusable_file(cause: Distrust) -> Self {
        let code = match cause {
            Distrust::Untrusted(Untrusted::UnknownKey | Untrusted::RevokedKey) => "LICENSE_FILE_UNTRUSTED",
            Distrust::Untrusted(Untrusted::Signature) => "LICENSE_FILE_CHANGED",
            Distrust::Untrusted(Untrusted::Decryption) => "LICENSE_FILE_UNREADABLE",
            Distrust::Mismatch(Mismatch::Device) => "LICENSE_FILE_OTHER_DEVICE",
            Distrust::Mismatch(Mismatch::License | Mismatch::LicenseKey) => "LICENSE_FILE_OTHER_KEY",
            Distrust::Mismatch(Mismatch::Product) => "LICENSE_FILE_OTHER_PRODUCT",
            _ => "LICENSE_FILE_MALFORMED",
        };
        Error::invalid(code, format!("This license file cannot be used: {cause}"))
    }
}

impl Failure {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Failure { code: code.into(), message: message.into(), status: None, retry_after: None, cause: None }
    }

    pub(crate) fn because(mut self, cause: impl Into<Cause>) -> Self {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) => write!(formatter, "{} ({}): {}", refusal.code, refusal.status, refusal.message),
            Error::Unreachable(failure) => write!(formatter, "{}: {}", failure.code, failure.message),
            Error::Invalid { code, message } => write!(formatter, "{code}: {message}"),
            Error::Io(error) => write!(formatter, "IO_ERROR: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Unreachable(failure) => failure.cause.as_deref().map(|cause| cause as _),
            Error::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::Io(error)
    }
}
