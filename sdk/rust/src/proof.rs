//! Signed answers and license files that were verified and are about this program.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use serde_json::{Map, Value};

use crate::calendar::{from_iso, system_time};
use crate::distrust::{Distrust, Mismatch, Untrusted};
use crate::encoding::{hex, sha256};
use crate::keys::{Claims, TrustedKeys, VERDICT};
use crate::known_time::KnownTime;
use crate::license_file::{clean_license_file, read_license_file};
use crate::relay::CertifiedRelay;

const OPERATIONS: [&str; 4] = ["validate", "activate", "heartbeat", "session"];

/// A right of the license, beyond its features.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Entitlement {
    /// Of the type that the entitlement has on the server.
    pub value: Value,
    /// `None`: as long as the license.
    pub expires_at: Option<SystemTime>,
}

/// The customer of a license, if the product shows it to programs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Customer {
    /// Of the person or the company.
    pub name: String,
    /// Of a person who belongs to one.
    pub company: Option<String>,
    /// The object `public` in the metadata of the customer.
    pub metadata: Map<String, Value>,
}

/// Who says yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An answer of the server.
    Server,
    /// A license file.
    File,
}

impl Source {
    /// `server` or `file`, as all languages call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Server => "server",
            Source::File => "file",
        }
    }
}

/// A proof must name it.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub product: String,
    pub license_key: String,
    pub fingerprint: String,
    /// UUID of the license, once it is known.
    pub license: Option<String>,
}

/// A floating session, as an answer names it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SessionClaim {
    pub id: String,
    pub expires_at: i64,
    pub borrowed_until: Option<i64>,
}

/// Times are milliseconds since 1970.
#[derive(Debug, Clone)]
pub(crate) struct SignedProof {
    pub source: Source,
    /// As it was received, to be verified again at the next start.
    pub text: String,
    pub jti: String,
    pub license: Option<String>,
    /// Whether it names no device: a file for any.
    pub is_for_any_device: bool,
    pub issued_at: i64,
    pub ends_at: i64,
    pub next_check: i64,
    /// The last second without a server; none for no such second.
    pub offline_until: Option<i64>,
    pub is_valid: bool,
    pub code: String,
    pub features: Vec<String>,
    pub entitlements: BTreeMap<String, Entitlement>,
    pub max_users: Option<u64>,
    pub expires_at: Option<i64>,
    /// Whether it says that the license file that the program named was revoked.
    pub revokes_file: bool,
    /// Nonce of the request that a license file was made for.
    pub request: Option<String>,
    pub session: Option<SessionClaim>,
    pub customer: Option<Customer>,
    pub metadata: Map<String, Value>,
    pub device_metadata: Map<String, Value>,
    pub upgrade_url: Option<String>,
    pub manage_url: Option<String>,
    pub starts_on: Option<String>,
    pub would_be: Option<String>,
    /// It signed the answer; none for the server.
    pub relay: Option<CertifiedRelay>,
}

/// Turns signed texts into proof about one program on one device.
pub(crate) struct Verifier {
    pub keys: TrustedKeys,
    pub product: String,
    pub fingerprint: String,
    pub time: Arc<KnownTime>,
}

impl Verifier {
    pub fn subject(&self, license_key: &str, license: Option<&str>) -> Subject {
        Subject {
            product: self.product.clone(),
            license_key: license_key.to_owned(),
            fingerprint: self.fingerprint.clone(),
            license: license.map(str::to_owned),
        }
    }

    /// The answer to a call.
    pub fn answer(&self, text: &str, subject: &Subject, nonce: &str, operation: &str) -> Result<SignedProof, Distrust> {
        let (claims, relay) = self.verified(text, VERDICT, Some(&subject.license_key), Some(self.time.now()))?;
        check_call(&claims, nonce, operation)?;
        read_answer(text, &claims, subject, relay)
    }

    /// `now`: none for an answer from the store, whose times end before the certificate of its relay.
    pub(crate) fn verified(
        &self,
        text: &str,
        typ: &str,
        license_key: Option<&str>,
        now: Option<i64>,
    ) -> Result<(Claims, Option<CertifiedRelay>), Untrusted> {
        let (claims, relay) = self.keys.verify_answer(text, typ)?;
        if let Some(relay) = &relay {
            relay.check(&self.product, license_key.map(key_hash).as_deref(), now)?;
        }
        Ok((claims, relay))
    }

    /// An answer that was verified before, from the store.
    pub fn stored_answer(&self, text: &str, subject: &Subject) -> Option<SignedProof> {
        let (claims, relay) = self.verified(text, VERDICT, Some(&subject.license_key), None).ok()?;
        let operation = claims.get("op")?.as_str()?;
        OPERATIONS.contains(&operation).then(|| read_answer(text, &claims, subject, relay).ok())?
    }

    /// A license file.
    pub fn file(&self, text: &str, subject: &Subject) -> Result<SignedProof, Distrust> {
        let clean = clean_license_file(text)?;
        let claims = read_license_file(&clean, &self.keys, &subject.license_key, &subject.fingerprint)?;
        let proof = read_proof(Source::File, clean, &claims, subject)?;
        if proof.is_valid { Ok(proof) } else { Err(Untrusted::Malformed.into()) }
    }
}

pub(crate) fn check_call(claims: &Claims, nonce: &str, operation: &str) -> Result<(), Mismatch> {
    let is = |name: &str, expected: &str| claims.get(name).and_then(Value::as_str) == Some(expected);
    match (is("nonce", nonce), is("op", operation)) {
        (false, _) => Err(Mismatch::Nonce),
        (_, false) => Err(Mismatch::Operation),
        _ => Ok(()),
    }
}

/// How the server names a license key or a token in what it signs.
pub(crate) fn key_hash(credential: &str) -> String {
    hex(sha256(credential.as_bytes()))
}

fn read_answer(text: &str, claims: &Claims, subject: &Subject, relay: Option<CertifiedRelay>) -> Result<SignedProof, Distrust> {
    let mut proof = read_proof(Source::Server, text.to_owned(), claims, subject)?;
    if let Some(relay) = &relay {
        // Where it is all that bounds the use without a server.
        proof.next_check = proof.next_check.min(relay.ends_at);
    }
    proof.relay = relay;
    Ok(proof)
}

fn read_proof(source: Source, text: String, claims: &Claims, subject: &Subject) -> Result<SignedProof, Distrust> {
    let is_valid = claims.get("valid").and_then(Value::as_bool).ok_or(Untrusted::Malformed)?;
    let fingerprint = text_or_none(claims, "fingerprint")?;
    check_subject(claims, subject, is_valid)?;
    let is_for_any_device = fingerprint.is_none();
    if fingerprint.as_ref() != Some(&subject.fingerprint) && (source == Source::Server || !is_for_any_device) {
        return Err(Mismatch::Device.into());
    }
    let license_file = claims.get("license_file");
    let text_if_any = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(SignedProof {
        source,
        text,
        jti: text_in(claims, "jti")?,
        license: text_or_none(claims, "license")?,
        is_for_any_device,
        issued_at: time_in(claims, "iat")?,
        ends_at: time_in(claims, "exp")?,
        next_check: time_in(claims, "next_check")?,
        offline_until: unless_null(claims, "offline_until", time_in)?,
        is_valid,
        code: text_in(claims, "code")?,
        features: features_in(claims)?,
        entitlements: entitlements_in(claims.get("entitlements")),
        max_users: unless_null(claims, "max_users", number_in)?.map(|count| count as u64),
        expires_at: unless_null(claims, "expires_at", time_in)?,
        revokes_file: license_file.and_then(|file| file.get("revoked")?.as_bool()) == Some(true),
        request: text_if_any("request"),
        session: claims.get("session").and_then(session_in),
        customer: claims.get("customer").and_then(customer_in),
        metadata: object_in(claims.get("metadata")),
        device_metadata: object_in(claims.get("device").and_then(|device| device.get("metadata"))),
        upgrade_url: address_in(claims.get("upgrade_url")),
        manage_url: address_in(claims.get("manage_url")),
        starts_on: text_if_any("starts_on"),
        would_be: text_if_any("would_be"),
        relay: None,
    })
}

// Of an unknown license key, the server knows neither product nor license.
fn check_subject(claims: &Claims, subject: &Subject, is_valid: bool) -> Result<(), Mismatch> {
    let is = |name: &str, expected: &str| claims.get(name).and_then(Value::as_str) == Some(expected);
    let is_null = |name: &str| claims.get(name).is_some_and(Value::is_null);
    let is_unknown = !is_valid && is_null("product") && is_null("license");
    if !is("key_hash", &key_hash(&subject.license_key)) {
        return Err(Mismatch::LicenseKey);
    }
    let names_other_product = !is_valid && is("code", "PRODUCT_MISMATCH");
    if !is_unknown && !is("product", &subject.product) && !names_other_product {
        return Err(Mismatch::Product);
    }
    match &subject.license {
        Some(license) if !is_unknown && !is("license", license) => Err(Mismatch::License),
        _ => Ok(()),
    }
}

fn features_in(claims: &Claims) -> Result<Vec<String>, Untrusted> {
    let features = claims.get("features").and_then(Value::as_array).ok_or(Untrusted::Malformed)?;
    Ok(features.iter().filter_map(|feature| feature.as_str().map(str::to_owned)).collect())
}

fn entitlements_in(value: Option<&Value>) -> BTreeMap<String, Entitlement> {
    let held = value.and_then(Value::as_object).into_iter().flatten();
    held.filter_map(|(code, each)| {
        let each = each.as_object()?;
        // An end that cannot be read has passed.
        let end = each.get("expires_at").and_then(Value::as_str).map(|end| from_iso(end).unwrap_or(0));
        let value = each.get("value").cloned().unwrap_or_default();
        Some((code.clone(), Entitlement { value, expires_at: end.map(system_time) }))
    })
    .collect()
}

fn session_in(value: &Value) -> Option<SessionClaim> {
    let time = |name: &str| value.get(name)?.as_f64().map(|seconds| (seconds * 1000.0) as i64);
    let id = value.get("id")?.as_str()?.to_owned();
    Some(SessionClaim { id, expires_at: time("expires_at")?, borrowed_until: time("borrowed_until") })
}

fn customer_in(value: &Value) -> Option<Customer> {
    let name = value.get("name")?.as_str()?.to_owned();
    let company = value.get("company").and_then(Value::as_str).map(str::to_owned);
    Some(Customer { name, company, metadata: object_in(value.get("metadata")) })
}

fn object_in(value: Option<&Value>) -> Map<String, Value> {
    value.and_then(Value::as_object).cloned().unwrap_or_default()
}

// Programs open it, so that it may be nothing but a web address.
fn address_in(value: Option<&Value>) -> Option<String> {
    let address = value?.as_str()?;
    let scheme = address.split_once("://")?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https").then(|| address.to_owned())
}

pub(crate) fn text_in(claims: &Claims, name: &str) -> Result<String, Untrusted> {
    match claims.get(name).and_then(Value::as_str) {
        Some(text) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(Untrusted::Malformed),
    }
}

pub(crate) fn text_or_none(claims: &Claims, name: &str) -> Result<Option<String>, Untrusted> {
    unless_null(claims, name, text_in)
}

fn number_in(claims: &Claims, name: &str) -> Result<f64, Untrusted> {
    claims.get(name).and_then(Value::as_f64).ok_or(Untrusted::Malformed)
}

pub(crate) fn time_in(claims: &Claims, name: &str) -> Result<i64, Untrusted> {
    Ok((number_in(claims, name)? * 1000.0) as i64)
}

fn unless_null<T>(
    claims: &Claims,
    name: &str,
    read: impl Fn(&Claims, &str) -> Result<T, Untrusted>,
) -> Result<Option<T>, Untrusted> {
    match claims.get(name) {
        Some(Value::Null) => Ok(None),
        _ => read(claims, name).map(Some),
    }
}
