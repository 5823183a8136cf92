//! Verifies what the license server signed: answers, license files, update manifests and keys.
//!
//! The rules are those of RFC 7515 with Ed25519 (RFC 8037), in one form of header only.

use std::collections::{HashMap, HashSet};

use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Map, Value};

use crate::distrust::Untrusted;
use crate::encoding::{base64url, decode_parts, from_base64url, json_object, sha256};
use crate::error::{Error, Result};

pub(crate) const VERDICT: &str = "keyward-verdict+jws";
pub(crate) const LICENSE_FILE: &str = "keyward-license+jws";
pub(crate) const UPDATE: &str = "keyward-update+jws";

const ENDORSEMENT: &str = "keyward-endorsement+jws";
const KEY_LIST: &str = "keyward-keys+jws";
const MAX_KEYS: usize = 200;

pub(crate) type Claims = Map<String, Value>;

/// The pinned public keys, and those that follow from them by endorsement.
#[derive(Debug, Clone, Default)]
pub struct TrustedKeys {
    keys: HashMap<String, [u8; 32]>,
    successors: HashMap<String, String>,
    revoked: HashSet<String>,
    /// Each proof is signed, so it may be stored anywhere.
    proofs: Vec<String>,
}

impl TrustedKeys {
    /// `pinned`: `x` of each key in `/.well-known/jwks.json`, also in other spellings of base64 and between quotation marks.
    pub fn pin<K: AsRef<str>>(pinned: impl IntoIterator<Item = K>) -> Result<Self> {
        let mut trusted = TrustedKeys::default();
        for text in pinned {
            let key = pasted_key(text.as_ref())
                .ok_or_else(|| Error::options("keys: a pinned key is 32 bytes in base64url, x of /.well-known/jwks.json"))?;
            trusted.keys.insert(kid_of(&key), key);
        }
        if trusted.keys.is_empty() {
            return Err(Error::options("keys: at least one public key must be pinned"));
        }
        Ok(trusted)
    }

    /// Follows the proofs of an earlier run.
    pub fn recall(&mut self, proofs: &[String]) {
        for proof in proofs.iter().take(2 * MAX_KEYS) {
            self.accept(proof);
        }
    }

    /// The proofs that were followed, to be stored.
    pub fn proofs(&self) -> &[String] {
        &self.proofs
    }

    /// The claims of a compact JWS of this `typ`.
    pub fn verify(&self, jws: &str, typ: &str) -> Result<Map<String, Value>, Untrusted> {
        self.verified(jws, typ).map(|(_, claims)| claims)
    }

    /// Follows rotations and revocations in an answer of `/.well-known/jwks.json`; ignores what no trusted key signed.
    pub fn learn(&mut self, jwks: &Value) {
        let listed = jwks.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let endorsements = listed.iter().take(MAX_KEYS).filter_map(|key| key.get("endorsement")?.as_str());
        let endorsements: Vec<&str> = endorsements.collect();
        // Their order says nothing: a pass that accepts none is the last.
        while endorsements.iter().fold(false, |any, proof| self.accept(proof) || any) {}
        if let Some(list) = jwks.get("signed").and_then(Value::as_str) {
            self.accept(list);
        }
    }

    fn accept(&mut self, proof: &str) -> bool {
        if self.proofs.iter().any(|known| known == proof) {
            return false;
        }
        let accepted = self.accept_endorsement(proof).is_some() || self.accept_key_list(proof).is_some();
        if accepted {
            self.proofs.push(proof.to_owned());
        }
        accepted
    }

    // Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
    fn accept_endorsement(&mut self, jws: &str) -> Option<()> {
        let (signer, claims) = self.verified(jws, ENDORSEMENT).ok()?;
        let key: [u8; 32] = from_base64url(claims.get("x")?.as_str()?).ok()?.try_into().ok()?;
        let kid = kid_of(&key);
        let names_it = claims.get("kid")?.as_str()? == kid;
        if !names_it || self.successors.contains_key(&signer) || self.keys.len() >= MAX_KEYS {
            return None;
        }
        self.successors.insert(signer, kid.clone());
        self.keys.entry(kid).or_insert(key);
        Some(())
    }

    // Only the newest key of a chain revokes.
    fn accept_key_list(&mut self, jws: &str) -> Option<()> {
        let (signer, claims) = self.verified(jws, KEY_LIST).ok()?;
        let revoked = claims.get("revoked")?.as_array()?;
        if self.successors.contains_key(&signer) {
            return None;
        }
        let known = self.revoked.len();
        self.revoked.extend(revoked.iter().take(MAX_KEYS).filter_map(|kid| kid.as_str().map(str::to_owned)));
        (self.revoked.len() > known).then_some(())
    }

    fn verified(&self, jws: &str, typ: &str) -> Result<(String, Claims), Untrusted> {
        let [header, payload, signature] = decode_parts::<3>(jws)?;
        let kid = kid_in(&header, typ)?;
        if self.revoked.contains(&kid) {
            return Err(Untrusted::RevokedKey);
        }
        let key = self.keys.get(&kid).ok_or(Untrusted::UnknownKey)?;
        let (signed, _) = jws.rsplit_once('.').ok_or(Untrusted::Malformed)?;
        let signature = Signature::from_slice(&signature).map_err(|_| Untrusted::Signature)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| Untrusted::Signature)?;
        key.verify_strict(signed.as_bytes(), &signature).map_err(|_| Untrusted::Signature)?;
        Ok((kid, json_object(&payload)?))
    }
}

// In either alphabet, with or without padding, between quotation marks.
fn pasted_key(text: &str) -> Option<[u8; 32]> {
    let kept: String = text
        .chars()
        .filter(|each| each.is_ascii_alphanumeric() || "+/-_".contains(*each))
        .map(|each| match each {
            '+' => '-',
            '/' => '_',
            other => other,
        })
        .collect();
    from_base64url(&kept).ok()?.try_into().ok()
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
fn kid_in(header: &[u8], typ: &str) -> Result<String, Untrusted> {
    let members = json_object(header)?;
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    if text("alg") != Some("EdDSA") {
        return Err(Untrusted::Algorithm);
    }
    if text("typ") != Some(typ) {
        return Err(Untrusted::Type);
    }
    let kid = text("kid").ok_or(Untrusted::Malformed)?;
    let is_named =
        (1..=64).contains(&kid.len()) && kid.bytes().all(|each| each.is_ascii_alphanumeric() || each == b'-' || each == b'_');
    if !is_named || header != format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"{typ}"}}"#).as_bytes() {
        return Err(Untrusted::Malformed);
    }
    Ok(kid.to_owned())
}

fn kid_of(key: &[u8; 32]) -> String {
    base64url(&sha256(key)).chars().take(8).collect()
}
