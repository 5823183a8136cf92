//! Requests of webhooks, signed as the server signs them.

use std::time::{Duration, SystemTime};

use keyward::webhook::{Event, WebhookError, verify_at};
use ring::hmac;

const SECRET: &str = "whsec_c2VjcmV0IG9mIGEgd2ViaG9vaw==";
const KEY: &[u8] = b"secret of a webhook";
const SENT: u64 = 1_800_000_000;
const BODY: &str = r#"{"sequence":7,"type":"license.revoked","at":"2027-01-15T08:00:00.000Z","target":{"id":"l"},"data":{"reason":"refund"},"new":1}"#;

fn received(body: &str, signed_with: &[u8], now: u64, secrets: &[&str]) -> Result<Event, WebhookError> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, signed_with);
    let tag = hmac::sign(&key, format!("msg_1.{SENT}.{body}").as_bytes());
    let signature = format!("v2,AAAA v1,AAAA v1,{}", base64(tag.as_ref()));
    let time = SENT.to_string();
    let header = |name: &str| match name {
        "webhook-id" => Some("msg_1"),
        "webhook-timestamp" => Some(time.as_str()),
        "webhook-signature" => Some(signature.as_str()),
        _ => None,
    };
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
    verify_at(body.as_bytes(), header, secrets, now, Duration::from_secs(300))
}

fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let digits = bits.as_bytes().chunks(6).map(|chunk| {
        let digit = format!("{:0<6}", std::str::from_utf8(chunk).unwrap());
        alphabet[usize::from_str_radix(&digit, 2).unwrap()]
    });
    let text: String = digits.collect();
    format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4))
}

#[test]
fn are_events_if_they_are_signed() {
    let event = received(BODY, KEY, SENT + 10, &[SECRET]).unwrap();
    assert_eq!((event.sequence, event.kind.as_str(), &event.data["reason"]), (7, "license.revoked", &"refund".into()));
    assert_eq!((event.target["id"].as_str(), event.more["new"].as_i64()), (Some("l"), Some(1)));
    // While the secret is rotated, and with one that is no base64.
    assert!(received(BODY, KEY, SENT, &["whsec_b3RoZXI=", SECRET]).is_ok());
    assert!(received(BODY, b"plain", SENT, &["plain"]).is_ok());
}

#[test]
fn are_refused_by_cause() {
    let refused = |body, key, now, secrets: &[&str]| received(body, key, now, secrets).unwrap_err();
    assert_eq!(refused(BODY, b"other", SENT, &[SECRET]), WebhookError::Signature);
    assert_eq!(refused(BODY, KEY, SENT + 301, &[SECRET]), WebhookError::TooOld);
    assert_eq!(refused(BODY, KEY, SENT - 301, &[SECRET]), WebhookError::TooNew);
    assert_eq!(refused("{}", KEY, SENT, &[SECRET]), WebhookError::Malformed);
    assert_eq!(refused(BODY, KEY, SENT, &[""]), WebhookError::Secret);
    assert_eq!(refused(BODY, KEY, SENT, &[]), WebhookError::Signature);
    let missing = verify_at(b"{}", |_| None, &[SECRET], SystemTime::now(), Duration::ZERO);
    assert_eq!(missing.unwrap_err(), WebhookError::Malformed);
}
