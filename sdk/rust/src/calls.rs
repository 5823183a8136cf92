//! The calls of the native API that a program makes.

use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::http::{Http, Reply};
use crate::transport::Response;
use crate::updates::UpdateTarget;

/// Facts that are sent with every call about the license.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub product: String,
    pub hardware_id: String,
    pub app_version: Option<String>,
    pub channel: Option<String>,
    pub user: Option<String>,
    /// Scopes with which the license must agree.
    pub policy: Option<String>,
    pub group: Option<String>,
    pub customer: Option<String>,
    pub checksum: Option<String>,
    /// The policy judges the device by it.
    pub environment: Option<&'static str>,
}

pub(crate) struct Calls {
    pub http: Http,
    pub facts: Facts,
}

impl Calls {
    pub fn validate(&self, license_key: &str, nonce: &str, license_file: Option<&str>) -> Result<Reply> {
        let mut body = self.judged(license_key, nonce);
        set(&mut body, "license_file", license_file);
        self.http.post("/api/v1/validate", body.into())
    }

    pub fn activate(&self, license_key: &str, nonce: &str) -> Result<Reply> {
        self.http.change("/api/v1/activate", self.judged(license_key, nonce).into())
    }

    pub fn deactivate(&self, license_key: &str, nonce: &str) -> Result<Reply> {
        let mut body = self.named(&["product", "hardware_id", "app_version", "channel"]);
        set(&mut body, "nonce", Some(nonce));
        set(&mut body, "license_key", Some(license_key));
        self.http.change("/api/v1/deactivate", body.into())
    }

    pub fn start_session(&self, license_key: &str, nonce: &str, wait_token: Option<&str>) -> Result<Reply> {
        let mut body = self.judged(license_key, nonce);
        body.insert("wait".to_owned(), true.into());
        set(&mut body, "wait_token", wait_token);
        self.http.change("/api/v1/license-sessions", body.into())
    }

    /// `borrow_days`: to borrow the seat; 0 to return it.
    pub fn renew_session(&self, token: &str, nonce: &str, borrow_days: Option<u32>, idle_seconds: Option<i64>) -> Result<Reply> {
        let mut body = json!({ "session_token": token, "nonce": nonce });
        if let (Some(seconds), Some(members)) = (idle_seconds, body.as_object_mut()) {
            members.insert("idle_seconds".to_owned(), seconds.into());
        }
        if let (Some(days), Some(members)) = (borrow_days, body.as_object_mut()) {
            members.insert("borrow_days".to_owned(), days.into());
            if days > 0 {
                set(members, "user", self.facts.user.as_deref());
            }
        }
        self.http.post("/api/v1/license-sessions/heartbeat", body)
    }

    pub fn change_features(&self, token: &str, nonce: &str, take: &[&str], release: &[&str]) -> Result<Reply> {
        let body = json!({ "session_token": token, "nonce": nonce, "take": take, "release": release });
        self.http.change("/api/v1/license-sessions/features", body)
    }

    pub fn end_session(&self, token: &str) -> Result<Reply> {
        self.http.change("/api/v1/license-sessions/end", json!({ "session_token": token }))
    }

    pub fn record_usage(&self, license_key: &str, nonce: &str, items: Value) -> Result<Reply> {
        self.http.change("/api/v1/usage", self.usage(license_key, nonce, items).into())
    }

    pub fn reserve_usage(&self, license_key: &str, nonce: &str, items: Value, seconds: Option<u32>) -> Result<Reply> {
        let mut body = self.usage(license_key, nonce, items);
        if let Some(seconds) = seconds {
            body.insert("expires_in".to_owned(), seconds.into());
        }
        self.http.change("/api/v1/usage/reservations", body.into())
    }

    /// `items`: all that was reserved without them.
    pub fn commit_reservation(&self, token: &str, nonce: &str, items: Option<Value>) -> Result<Reply> {
        let mut body = Map::new();
        set(&mut body, "nonce", Some(nonce));
        set(&mut body, "reservation_token", Some(token));
        if let Some(items) = items {
            body.insert("items".to_owned(), items);
        }
        self.http.change("/api/v1/usage/reservations/commit", body.into())
    }

    pub fn release_reservation(&self, token: &str) -> Result<Reply> {
        self.http.change("/api/v1/usage/reservations/release", json!({ "reservation_token": token }))
    }

    pub fn request_trial(&self, email: Option<&str>, domain: Option<&str>) -> Result<Reply> {
        let mut body = self.named(&["product", "hardware_id", "app_version"]);
        set(&mut body, "email", email);
        set(&mut body, "domain", domain);
        self.http.change("/api/v1/trials", body.into())
    }

    pub fn check_for_update(
        &self,
        license_key: Option<&str>,
        nonce: &str,
        current_version: &str,
        target: &UpdateTarget<'_>,
    ) -> Result<Reply> {
        let mut body = self.named(&["product", "hardware_id", "channel"]);
        set(&mut body, "nonce", Some(nonce));
        set(&mut body, "license_key", license_key);
        set(&mut body, "current_version", Some(current_version));
        set(&mut body, "platform", target.platform);
        set(&mut body, "arch", target.arch);
        set(&mut body, "kind", target.kind);
        set(&mut body, "label", target.label);
        set(&mut body, "os_version", target.os_version);
        self.http.post("/api/v1/updates/check", body.into())
    }

    pub fn public_keys(&self) -> Result<Reply> {
        self.http.get("/.well-known/jwks.json")
    }

    /// The open response to a request for the bytes from `start` on, from the server that the program knows: the license key goes
    /// with the request.
    pub fn download(&self, path: &str, license_key: Option<&str>, start: u64, sha256: &str) -> Result<Response> {
        let mut headers = vec![("x-hardware-id", self.facts.hardware_id.clone())];
        // Without the marks with which a key was pasted: they say nothing, and `ureq` does not send them in this header.
        let plain = |key: &str| key.chars().filter(|each| each.is_ascii() || each.is_alphanumeric()).collect::<String>();
        headers.extend(license_key.map(|key| ("authorization", format!("License {}", plain(key).trim()))));
        if start > 0 {
            headers.extend([("range", format!("bytes={start}-")), ("if-range", format!("\"{sha256}\""))]);
        }
        self.http.open(path, headers)
    }

    fn judged(&self, license_key: &str, nonce: &str) -> Map<String, Value> {
        let mut body = self.named(&[
            "product",
            "hardware_id",
            "app_version",
            "channel",
            "user",
            "policy",
            "group",
            "customer",
            "checksum",
            "environment",
        ]);
        set(&mut body, "license_key", Some(license_key));
        set(&mut body, "nonce", Some(nonce));
        body
    }

    fn usage(&self, license_key: &str, nonce: &str, items: Value) -> Map<String, Value> {
        let mut body = self.named(&["hardware_id"]);
        set(&mut body, "nonce", Some(nonce));
        set(&mut body, "license_key", Some(license_key));
        body.insert("items".to_owned(), items);
        body
    }

    fn named(&self, names: &[&str]) -> Map<String, Value> {
        let mut body = Map::new();
        let facts = &self.facts;
        let all = [
            ("product", Some(facts.product.as_str())),
            ("hardware_id", Some(facts.hardware_id.as_str())),
            ("app_version", facts.app_version.as_deref()),
            ("channel", facts.channel.as_deref()),
            ("user", facts.user.as_deref()),
            ("policy", facts.policy.as_deref()),
            ("group", facts.group.as_deref()),
            ("customer", facts.customer.as_deref()),
            ("checksum", facts.checksum.as_deref()),
            ("environment", facts.environment),
        ];
        for (name, value) in all.into_iter().filter(|(name, _)| names.contains(name)) {
            set(&mut body, name, value);
        }
        body
    }
}

fn set(body: &mut Map<String, Value>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), value.into());
    }
}
