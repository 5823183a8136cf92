//! Calls of a shop's back end: issue, look up, revoke and extend licenses, and let customers help themselves.
//!
//! They need an API key, which never belongs into a program that customers run.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::distrust::Untrusted;
use crate::encoding::random_id;
use crate::error::{Error, Result};
use crate::http::{Call, Http, Reply};
use crate::transport::{Transport, default_transport};

const TIMEOUT: Duration = Duration::from_secs(30);
const RETRIES: u32 = 2;

/// The license server, for a back end with an API key.
pub struct Client {
    http: Http,
    api_key: String,
}

/// A license to issue. Fields that are left out follow the policy of the product.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct NewLicense {
    /// Reference of the product.
    pub product: String,
    /// Id or e-mail address of the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// Id or name of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// A key of your own; by default the server makes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    /// Term in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<u32>,
    /// Devices that may be active at the same time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_activations: Option<u32>,
    /// Floating seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_sessions: Option<u32>,
    /// Named users.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_users: Option<u32>,
    /// Such as `export`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// Facts of your own; the object `public` is shown to programs.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub metadata: Map<String, Value>,
    /// Why, for the audit trail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of an order or a ticket, for the audit trail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Such as the number of an order: the same again returns the same license, for a day.
    #[serde(skip)]
    pub idempotency_key: Option<String>,
    /// All other fields of the API.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl NewLicense {
    /// A license for a product, with what its policy says.
    pub fn of(product: impl Into<String>) -> Self {
        NewLicense { product: product.into(), ..NewLicense::default() }
    }
}

/// A license on the server. Times are ISO 8601.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct LicenseRow {
    /// UUID.
    pub id: String,
    /// The customer types it.
    pub key: String,
    /// Reference of the product.
    pub product: String,
    /// UUID of the customer.
    pub customer_id: Option<String>,
    /// `active`, `unused`, `expired`, `not_started`, `disabled`, `blocked` or `revoked`.
    pub status: String,
    /// `None` never expires.
    pub expires_at: Option<String>,
    /// `None` is unlimited.
    pub max_activations: Option<u32>,
    /// `None` is unlimited.
    pub max_users: Option<u32>,
    /// `None`: no floating license.
    pub max_sessions: Option<u32>,
    /// Devices that are active.
    pub seats_used: u32,
    /// Such as `export`.
    pub features: Vec<String>,
    /// Facts of your own.
    pub metadata: Map<String, Value>,
    /// All other fields of the API.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// How long a license is extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// Calendar years.
    Years(u32),
}

/// Which licenses are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct LicenseQuery<'a> {
    /// Reference of the product.
    pub product: Option<&'a str>,
    /// UUID of the customer.
    pub customer_id: Option<&'a str>,
    /// The license key.
    pub key: Option<&'a str>,
    /// Text in key, customer and notes.
    pub q: Option<&'a str>,
    /// At most so many.
    pub limit: Option<u32>,
    /// `next` of the page before.
    pub after: Option<&'a str>,
}

/// Licenses, newest first.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct LicensePage {
    /// The licenses of this page.
    pub items: Vec<LicenseRow>,
    /// Continues the list as `after` of a query; `None` on the last page.
    pub next: Option<String>,
}

impl Client {
    /// A client with an API key, over the HTTP client of this crate's features.
    pub fn new(base_url: &str, api_key: impl Into<String>) -> Result<Self> {
        Client::with_transport(base_url, api_key, default_transport()?)
    }

    /// A client over an HTTP client of your own.
    pub fn with_transport(base_url: &str, api_key: impl Into<String>, transport: Box<dyn Transport>) -> Result<Self> {
        Ok(Client { http: Http::new(base_url, transport, TIMEOUT, RETRIES)?, api_key: api_key.into() })
    }

    /// Issues a license.
    pub fn issue_license(&self, license: &NewLicense) -> Result<LicenseRow> {
        self.post("/api/v1/licenses", json!(license), license.idempotency_key.as_deref())
    }

    /// A license by its UUID or its key.
    pub fn license(&self, id_or_key: &str) -> Result<LicenseRow> {
        self.get(&license_path(id_or_key, ""))
    }

    /// A page of licenses.
    pub fn licenses(&self, query: LicenseQuery<'_>) -> Result<LicensePage> {
        let limit = query.limit.map(|limit| limit.to_string());
        let parameters = [
            ("product", query.product),
            ("customer_id", query.customer_id),
            ("key", query.key),
            ("q", query.q),
            ("limit", limit.as_deref()),
            ("after", query.after),
        ];
        let given = parameters.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", encoded(value?))));
        self.get(&format!("/api/v1/licenses?{}", given.collect::<Vec<_>>().join("&")))
    }

    /// Revokes a license for good, such as after a refund.
    pub fn revoke_license(&self, id_or_key: &str, reason: Option<&str>) -> Result<LicenseRow> {
        self.post(&license_path(id_or_key, "/revoke"), reason.map_or(json!({}), |reason| json!({ "reason": reason })), None)
    }

    /// Extends a license from the date that its policy names. With an idempotency key, such as the number of a payment, once.
    pub fn extend_license(&self, id_or_key: &str, term: Term, idempotency_key: Option<&str>) -> Result<LicenseRow> {
        let body = match term {
            Term::Days(days) => json!({ "days": days }),
            Term::Months(months) => json!({ "months": months }),
            Term::Years(years) => json!({ "years": years }),
        };
        self.post(&license_path(id_or_key, "/extend"), body, idempotency_key)
    }

    /// Sends a customer an e-mail with a link that signs in to the customer portal. Returns the address that it was sent to.
    pub fn send_portal_link(&self, customer_id: &str) -> Result<String> {
        let path = format!("/api/v1/customers/{}/portal-link", encoded(customer_id));
        let sent = self.send("POST", &path, Some(json!({})), None)?;
        let to = sent.get("to").and_then(Value::as_str).map(str::to_owned);
        to.ok_or_else(|| Error::untrusted(Untrusted::Malformed))
    }

    /// Any other operation of the API: `method` is `GET`, `POST`, `PATCH`, `PUT` or `DELETE`, `path` begins with `/api/v1/`.
    pub fn call(&self, method: &'static str, path: &str, body: Option<Value>) -> Result<Map<String, Value>> {
        self.send(method, path, body, None)
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        typed(self.send("GET", path, None, None)?)
    }

    fn post<T: DeserializeOwned>(&self, path: &str, body: Value, idempotency_key: Option<&str>) -> Result<T> {
        typed(self.send("POST", path, Some(body), idempotency_key)?)
    }

    fn send(&self, method: &'static str, path: &str, body: Option<Value>, idempotency_key: Option<&str>) -> Result<Reply> {
        let mut headers = vec![("x-api-key", self.api_key.clone())];
        if method != "GET" {
            headers.push(("idempotency-key", idempotency_key.map_or_else(random_id, |key| Ok(key.to_owned()))?));
        }
        self.http.call(Call { method, path, headers, body, is_repeatable: true })
    }
}

fn typed<T: DeserializeOwned>(reply: Reply) -> Result<T> {
    serde_json::from_value(reply.into())
        .map_err(|error| Error::unreachable("INVALID_ANSWER", format!("The answer has another form: {error}")))
}

fn license_path(id_or_key: &str, action: &str) -> String {
    format!("/api/v1/licenses/{}{action}", encoded(id_or_key))
}

/// As a part of a path or query.
fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
