//! Relays: servers in the networks of customers, which answer under a certificate that the vendor's server signed.

use std::time::SystemTime;

use serde_json::{Map, Value};

use crate::calendar::{HOUR, SECOND, system_time};
use crate::distrust::Untrusted;
use crate::keys::Claims;
use crate::proof::{text_in, time_in};
use crate::public_key::PublicKey;

pub(crate) const CERTIFICATE: &str = "keyward-relay+jws";
// Clocks are corrected by minutes every day, and by nobody by hours.
const TOLERANCE: i64 = HOUR;

/// The relay in the customer's network that gave the last answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relay {
    /// UUID at the vendor's server.
    pub id: String,
    /// As the vendor has named it.
    pub name: String,
    /// The last second in which it may answer.
    pub until: SystemTime,
}

/// What the vendor's server certifies of a relay.
#[derive(Debug, Clone)]
pub struct CertifiedRelay {
    id: String,
    name: String,
    kid: String,
    key: PublicKey,
    product: String,
    key_hash: String,
    issued_at: i64,
    starts_at: i64,
    pub(crate) ends_at: i64,
}

impl CertifiedRelay {
    /// Of the claims of a certificate.
    pub(crate) fn of(claims: &Claims) -> Result<Self, Untrusted> {
        let described = object_in(claims, "relay")?;
        let jwk = object_in(described, "key")?;
        let is = |name: &str, expected: &str| jwk.get(name).and_then(Value::as_str) == Some(expected);
        let key = PublicKey::from_text(&text_in(jwk, "x")?).ok_or(Untrusted::Malformed)?;
        let is_version = claims.get("ver").and_then(Value::as_i64) == Some(1);
        if !is_version || !is("kty", "OKP") || !is("crv", "Ed25519") || key.alg() != "EdDSA" {
            return Err(Untrusted::Malformed);
        }
        Ok(CertifiedRelay {
            id: text_in(described, "id")?,
            name: text_in(described, "name")?,
            kid: text_in(jwk, "kid")?,
            key,
            product: text_in(claims, "product")?,
            key_hash: text_in(claims, "key_hash")?,
            issued_at: time_in(claims, "iat")?,
            starts_at: time_in(claims, "nbf")?,
            ends_at: time_in(claims, "exp")?,
        })
    }

    /// Refuses the relay unless it may answer for a product and a license key.
    ///
    /// `key_hash`: SHA-256 of the license key in hex; `None` if the call names none. `now`: milliseconds since 1970; `None` for an
    /// answer from a store, whose use its times bound.
    pub fn check(&self, product: &str, key_hash: Option<&str>, now: Option<i64>) -> Result<(), Untrusted> {
        if product != self.product || key_hash.is_some_and(|hash| hash != self.key_hash) {
            return Err(Untrusted::RelayChain);
        }
        let Some(now) = now else { return Ok(()) };
        // Something signed at this instant exists.
        let latest = now.max(self.issued_at);
        if latest < self.starts_at.saturating_sub(TOLERANCE) {
            return Err(Untrusted::RelayChain);
        }
        if latest >= self.ends_at.saturating_add(SECOND) {
            return Err(Untrusted::RelayExpired);
        }
        Ok(())
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn key_of(&self, alg: &str, kid: &str) -> Result<&PublicKey, Untrusted> {
        if alg == "EdDSA" && kid == self.kid { Ok(&self.key) } else { Err(Untrusted::UnknownKey) }
    }

    /// Refuses claims unless the relay signs in its own name, and for no longer than it is certified.
    pub(crate) fn check_claims(&self, claims: &Claims) -> Result<(), Untrusted> {
        let empty = Map::new();
        let session = claims.get("session").and_then(Value::as_object).unwrap_or(&empty);
        let others = [(claims, "offline_until"), (session, "expires_at"), (session, "borrowed_until")];
        let given = others.into_iter().filter(|(holder, name)| holder.get(*name).is_some_and(|value| !value.is_null()));
        for (holder, name) in given.chain([(claims, "exp")]) {
            if time_in(holder, name)? > self.ends_at {
                return Err(Untrusted::Malformed);
            }
        }
        match claims.get("relay").and_then(Value::as_str) {
            Some(id) if id == self.id => Ok(()),
            _ => Err(Untrusted::Malformed),
        }
    }

    pub(crate) fn shown(&self) -> Relay {
        Relay { id: self.id.clone(), name: self.name.clone(), until: system_time(self.ends_at) }
    }
}

fn object_in<'a>(claims: &'a Claims, name: &str) -> Result<&'a Claims, Untrusted> {
    claims.get(name).and_then(Value::as_object).ok_or(Untrusted::Malformed)
}
