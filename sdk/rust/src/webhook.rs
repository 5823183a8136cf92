//! Verifies what webhooks of the license server send.

use std::fmt;
use std::time::{Duration, SystemTime};

use ring::hmac::{self, HMAC_SHA256, Key};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::calendar::milliseconds;
use crate::encoding::from_loose_base64;

/// Difference of the clocks and duration of the way.
const TOLERANCE: Duration = Duration::from_secs(300);

/// An event of the license server.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// Number in the order of the events: the same for each attempt to deliver it. Remember it to handle an event once.
    pub sequence: u64,
    /// Such as `license.revoked`: all of them are in `docs/events.md`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened, in ISO 8601.
    pub at: String,
    /// The record that it is about.
    #[serde(default)]
    pub target: Value,
    /// Facts of the event.
    #[serde(default)]
    pub data: Map<String, Value>,
    /// All other fields.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// Why a request is no event of the license server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// It was not signed with this secret.
    Signature,
    /// It was sent too long ago.
    TooOld,
    /// It was sent in the future: a clock is wrong.
    TooNew,
    /// A header is missing, or the body is no event in the format `native`.
    Malformed,
    /// The secret is not that of a webhook.
    Secret,
}

/// Verifies a request of a webhook, and returns its event.
///
/// - `body`: as received, not parsed
/// - `header`: finds a header by its name in lower case, such as `|name| headers.get(name)?.to_str().ok()` of the crate `http`
/// - `secrets`: that of the webhook; several while it is rotated
pub fn verify<'a>(body: &[u8], header: impl Fn(&str) -> Option<&'a str>, secrets: &[&str]) -> Result<Event, WebhookError> {
    verify_at(body, header, secrets, SystemTime::now(), TOLERANCE)
}

/// As [`verify`], at another time and with another tolerance.
pub fn verify_at<'a>(
    body: &[u8],
    header: impl Fn(&str) -> Option<&'a str>,
    secrets: &[&str],
    now: SystemTime,
    tolerance: Duration,
) -> Result<Event, WebhookError> {
    let named = |name: &str| header(name).ok_or(WebhookError::Malformed);
    let (id, timestamp, signatures) = (named("webhook-id")?, named("webhook-timestamp")?, named("webhook-signature")?);
    let signatures = signatures.split(' ').filter_map(|one| from_loose_base64(one.strip_prefix("v1,")?));
    let signatures: Vec<Vec<u8>> = signatures.collect();
    let keys = secrets.iter().map(|secret| key_of(secret)).collect::<Result<Vec<_>, _>>()?;
    let signed = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
    // In constant time.
    let is_signed = keys.iter().any(|key| signatures.iter().any(|signature| hmac::verify(key, &signed, signature).is_ok()));
    // The signature first: only then the timestamp means anything.
    if !is_signed {
        return Err(WebhookError::Signature);
    }
    let sent: i64 = timestamp.parse().map_err(|_| WebhookError::Malformed)?;
    let age = (milliseconds(now) / 1000).saturating_sub(sent);
    match i64::try_from(tolerance.as_secs()).unwrap_or(i64::MAX) {
        most if age > most => Err(WebhookError::TooOld),
        most if age < most.saturating_neg() => Err(WebhookError::TooNew),
        _ => serde_json::from_slice(body).map_err(|_| WebhookError::Malformed),
    }
}

impl WebhookError {
    /// The same text in all languages.
    pub fn code(self) -> &'static str {
        match self {
            WebhookError::Signature => "WEBHOOK_SIGNATURE",
            WebhookError::TooOld => "WEBHOOK_TOO_OLD",
            WebhookError::TooNew => "WEBHOOK_TOO_NEW",
            WebhookError::Malformed => "WEBHOOK_MALFORMED",
            WebhookError::Secret => "INVALID_OPTIONS",
        }
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            WebhookError::Signature => "the request was not signed with this secret",
            WebhookError::TooOld => "the request was sent too long ago",
            WebhookError::TooNew => "the request was sent in the future",
            WebhookError::Malformed => "a header is missing, or the body is no event in the format `native`",
            WebhookError::Secret => "the secret must be that of a webhook",
        };
        write!(formatter, "{}: {message}", self.code())
    }
}

impl std::error::Error for WebhookError {}

/// `whsec_` and base64; the characters of another secret are the key themselves.
fn key_of(secret: &str) -> Result<Key, WebhookError> {
    let key = match secret.strip_prefix("whsec_") {
        Some(base64) if !base64.is_empty() => from_loose_base64(base64),
        _ => Some(secret.as_bytes().to_vec()),
    };
    let key = key.filter(|key| !key.is_empty()).ok_or(WebhookError::Secret)?;
    Ok(Key::new(HMAC_SHA256, &key))
}
