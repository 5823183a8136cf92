//! Verifies what the license server signed: answers, license files, update manifests and keys.
//!
//! The rules are those of RFC 7515 with Ed25519 (RFC 8037) or ES256 (RFC 7518), in one form of header only.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::distrust::Untrusted;
use crate::encoding::{decode_parts, json_object};
use crate::error::{Error, Result};
use crate::public_key::PublicKey;
use crate::relay::{CERTIFICATE, CertifiedRelay};

pub(crate) const VERDICT: &str = "keyward-verdict+jws";
pub(crate) const LICENSE_FILE: &str = "keyward-license+jws";
pub(crate) const UPDATE: &str = "keyward-update+jws";
/// An answer without a verdict, or a refusal.
pub(crate) const ANSWER: &str = "keyward-answer+jws";

const ENDORSEMENT: &str = "keyward-endorsement+jws";
const KEY_LIST: &str = "keyward-keys+jws";
const MAX_KEYS: usize = 200;

pub(crate) type Claims = Map<String, Value>;

/// The pinned public keys, and those that follow from them.
#[derive(Debug, Clone, Default)]
pub struct TrustedKeys {
    keys: HashMap<String, PublicKey>,
    successors: HashMap<String, String>,
    revoked: HashSet<String>,
    /// Each proof is signed, so it may be stored anywhere.
    proofs: Vec<String>,
}

impl TrustedKeys {
    /// `pinned`: `x` of each key in `/.well-known/jwks.json`, `public_key` of one for ES256; also in other spellings of base64.
    pub fn pin<K: AsRef<str>>(pinned: impl IntoIterator<Item = K>) -> Result<Self> {
        let mut trusted = TrustedKeys::default();
        for text in pinned {
            let key = PublicKey::pasted(text.as_ref())
                .ok_or_else(|| Error::options("keys: a pinned key is x or public_key of a key in /.well-known/jwks.json"))?;
            trusted.keys.insert(key.kid(), key);
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

    /// The claims of an answer to a call, and the relay that signed it, which is still to be checked for the call.
    pub fn verify_answer(&self, jws: &str, typ: &str) -> Result<(Map<String, Value>, Option<CertifiedRelay>), Untrusted> {
        let [header, ..] = decode_parts::<3>(jws)?;
        match json_object(&header)?.get("chain") {
            None => Ok((self.verify(jws, typ)?, None)),
            Some(chain) => {
                let (claims, relay) = self.relayed(jws, typ, chain).map_err(|_| Untrusted::RelayChain)?;
                Ok((claims, Some(relay)))
            }
        }
    }

    fn relayed(&self, jws: &str, typ: &str, chain: &Value) -> Result<(Claims, CertifiedRelay), Untrusted> {
        let Some([Value::String(certificate)]) = chain.as_array().map(Vec::as_slice) else {
            return Err(Untrusted::Malformed);
        };
        let relay = CertifiedRelay::of(&self.verify(certificate, CERTIFICATE)?)?;
        let [header, payload, signature] = decode_parts::<3>(jws)?;
        let (alg, kid) = signer_in(&header, typ, &format!(r#","chain":["{certificate}"]"#))?;
        check_signature(relay.key_of(alg, &kid)?, jws, &signature)?;
        let claims = json_object(&payload)?;
        relay.check_claims(&claims)?;
        Ok((claims, relay))
    }

    /// Follows rotations and revocations in an answer of `/.well-known/jwks.json`; ignores what no trusted key signed.
    pub fn learn(&mut self, jwks: &Value) {
        let listed = jwks.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let endorsements: Vec<_> = listed.iter().take(MAX_KEYS).filter_map(|key| key.get("endorsement")?.as_str()).collect();
        let lists: Vec<_> = ["signed", "signed_es256"].into_iter().filter_map(|name| jwks.get(name)?.as_str()).collect();
        // Their order says nothing. All endorsements come first: a key that has a successor signs no list any more.
        while self.accept_any(&endorsements) || self.accept_any(&lists) {}
    }

    fn accept_any(&mut self, proofs: &[&str]) -> bool {
        proofs.iter().filter(|proof| self.accept(proof)).count() > 0
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
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let key = PublicKey::from_text(text("public_key").or(text("x"))?)?;
        let kid = key.kid();
        if text("kid") != Some(&kid) || self.successors.contains_key(&signer) || self.keys.len() >= MAX_KEYS {
            return None;
        }
        self.successors.insert(signer, kid.clone());
        self.keys.entry(kid).or_insert(key);
        Some(())
    }

    // Only the newest key of a chain revokes, and vouches for the keys of the other kind.
    fn accept_key_list(&mut self, jws: &str) -> Option<()> {
        let (signer, claims) = self.verified(jws, KEY_LIST).ok()?;
        let revoked = texts_in(claims.get("revoked")?.as_array()?);
        if self.successors.contains_key(&signer) {
            return None;
        }
        let known = (self.revoked.len(), self.keys.len());
        self.revoked.extend(revoked.map(str::to_owned));
        let others = claims.get("other_keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for key in texts_in(others).filter_map(PublicKey::from_text) {
            if self.keys.len() < MAX_KEYS {
                self.keys.entry(key.kid()).or_insert(key);
            }
        }
        ((self.revoked.len(), self.keys.len()) != known).then_some(())
    }

    fn verified(&self, jws: &str, typ: &str) -> Result<(String, Claims), Untrusted> {
        let [header, payload, signature] = decode_parts::<3>(jws)?;
        let (alg, kid) = signer_in(&header, typ, "")?;
        if self.revoked.contains(&kid) {
            return Err(Untrusted::RevokedKey);
        }
        let key = self.keys.get(&kid).ok_or(Untrusted::UnknownKey)?;
        if key.alg() != alg {
            return Err(Untrusted::Algorithm);
        }
        check_signature(key, jws, &signature)?;
        Ok((kid, json_object(&payload)?))
    }
}

fn check_signature(key: &PublicKey, jws: &str, signature: &[u8]) -> Result<(), Untrusted> {
    let (signed, _) = jws.rsplit_once('.').ok_or(Untrusted::Malformed)?;
    if key.verifies(signed.as_bytes(), signature) { Ok(()) } else { Err(Untrusted::Signature) }
}

fn texts_in(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().take(MAX_KEYS).filter_map(Value::as_str)
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
fn signer_in(header: &[u8], typ: &str, more: &str) -> Result<(&'static str, String), Untrusted> {
    let members = json_object(header)?;
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let alg = ["EdDSA", "ES256"].into_iter().find(|alg| text("alg") == Some(alg)).ok_or(Untrusted::Algorithm)?;
    if text("typ") != Some(typ) {
        return Err(Untrusted::Type);
    }
    let kid = text("kid").ok_or(Untrusted::Malformed)?;
    let is_named =
        (1..=64).contains(&kid.len()) && kid.bytes().all(|each| each.is_ascii_alphanumeric() || each == b'-' || each == b'_');
    if !is_named || header != format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"{more}}}"#).as_bytes() {
        return Err(Untrusted::Malformed);
    }
    Ok((alg, kid.to_owned()))
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
    use serde_json::json;

    use super::*;
    use crate::encoding::base64url;

    /// A key of the server, of either kind.
    enum Signer {
        EdDsa(Ed25519KeyPair),
        Es256(EcdsaKeyPair),
    }

    impl Signer {
        fn ed25519(seed: u8) -> Self {
            Signer::EdDsa(Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap())
        }

        fn p256() -> Self {
            let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
            Signer::Es256(EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &random).unwrap())
        }

        fn text(&self) -> String {
            match self {
                Signer::EdDsa(pair) => base64url(pair.public_key()),
                Signer::Es256(pair) => base64url(pair.public_key()),
            }
        }

        fn key(&self) -> PublicKey {
            PublicKey::from_text(&self.text()).unwrap()
        }

        fn signed(&self, typ: &str, claims: Value) -> String {
            self.signed_as(self.key().alg(), typ, claims)
        }

        fn signed_as(&self, alg: &str, typ: &str, claims: Value) -> String {
            let header = format!(r#"{{"alg":"{alg}","kid":"{}","typ":"{typ}"}}"#, self.key().kid());
            let text = format!("{}.{}", base64url(header), base64url(claims.to_string()));
            let signature = match self {
                Signer::EdDsa(pair) => base64url(pair.sign(text.as_bytes())),
                Signer::Es256(pair) => base64url(pair.sign(&SystemRandom::new(), text.as_bytes()).unwrap()),
            };
            format!("{text}.{signature}")
        }

        fn list(&self, revoked: &[String], other_keys: &[String]) -> String {
            self.signed(KEY_LIST, json!({ "revoked": revoked, "other_keys": other_keys }))
        }

        fn endorses(&self, next: &Signer) -> String {
            let key = next.key();
            self.signed(ENDORSEMENT, json!({ "kid": key.kid(), "public_key": next.text() }))
        }
    }

    fn refused(keys: &TrustedKeys, signer: &Signer) -> Option<Untrusted> {
        keys.verify(&signer.signed(VERDICT, json!({ "valid": true })), VERDICT).err()
    }

    #[test]
    fn verify_with_the_algorithm_of_the_key_alone() {
        for (signer, other) in [(Signer::ed25519(1), "ES256"), (Signer::p256(), "EdDSA")] {
            let keys = TrustedKeys::pin([signer.text()]).unwrap();
            assert_eq!(refused(&keys, &signer), None);
            for alg in [other, "HS256", "none", "es256"] {
                let claims = json!({ "valid": true });
                assert_eq!(keys.verify(&signer.signed_as(alg, VERDICT, claims), VERDICT), Err(Untrusted::Algorithm));
            }
        }
    }

    #[test]
    fn follow_from_a_kind_of_keys_to_the_other() {
        let [first, second, es256, successor] = [Signer::ed25519(1), Signer::ed25519(2), Signer::p256(), Signer::p256()];
        let mut keys = TrustedKeys::pin([first.text()]).unwrap();
        assert_eq!(refused(&keys, &successor), Some(Untrusted::UnknownKey));
        keys.learn(&json!({
            "keys": [{ "endorsement": es256.endorses(&successor) }, { "endorsement": first.endorses(&second) }],
            "signed": second.list(&[], &[es256.text(), "no key".to_owned()]),
            "signed_es256": successor.list(&[es256.key().kid()], &[first.text()]),
        }));
        assert_eq!([refused(&keys, &second), refused(&keys, &successor)], [None, None]);
        assert_eq!(refused(&keys, &es256), Some(Untrusted::RevokedKey));
        let mut recalled = TrustedKeys::pin([first.text()]).unwrap();
        recalled.recall(keys.proofs());
        assert_eq!([refused(&recalled, &successor), refused(&recalled, &es256)], [None, Some(Untrusted::RevokedKey)]);
    }

    #[test]
    fn do_not_follow_a_list_of_a_key_with_a_successor() {
        let [first, second, third, thief] = [Signer::ed25519(1), Signer::ed25519(2), Signer::ed25519(3), Signer::p256()];
        let endorsements = json!([{ "endorsement": second.endorses(&third) }, { "endorsement": first.endorses(&second) }]);
        for retired in [&first, &second] {
            let mut keys = TrustedKeys::pin([first.text()]).unwrap();
            keys.learn(&json!({ "keys": endorsements, "signed": retired.list(&[third.key().kid()], &[thief.text()]) }));
            assert_eq!([refused(&keys, &third), refused(&keys, &thief)], [None, Some(Untrusted::UnknownKey)]);
        }
    }
}
