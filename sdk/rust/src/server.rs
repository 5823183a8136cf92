//! A license server that may be anybody: nothing in an answer is trusted but what is signed.

use std::sync::Arc;

use serde_json::Value;

use crate::calendar::{DAY, MINUTE, SECOND};
use crate::calls::Calls;
use crate::distrust::{Distrust, Mismatch, Untrusted};
use crate::encoding::{base64url, random};
use crate::error::{Error, Result};
use crate::http::Reply;
use crate::keys::Claims;
use crate::known_time::Clock;
use crate::outcome::AskedCall;
use crate::proof::{SignedProof, Subject, Verifier};
use crate::updates::UpdateTarget;
use crate::usage::{CommittedUsage, ReservedUsage, UsageItem, balances_in, items_of, reservation_in};
use crate::waiting::{FloatingFeature, features_in};

// Slow networks take seconds, and clocks of servers differ by as much.
const SKEW: i64 = MINUTE;

pub(crate) struct LicenseServer {
    pub calls: Arc<Calls>,
    pub verifier: Verifier,
    clock: Clock,
    learned_at: Option<i64>,
    last_answered_at: i64,
}

/// A session as the server signed it, and the token that was sent beside.
#[derive(Debug, Clone)]
pub(crate) struct LeasedSession {
    pub id: String,
    pub token: String,
    pub issued_at: i64,
    pub expires_at: i64,
    /// Whether the license can still be used.
    pub is_valid: bool,
    pub is_borrowed: bool,
    /// The answer that lends the seat.
    pub lent_by: Option<Arc<SignedProof>>,
    /// Id of the relay that has lent the seat.
    pub lender: Option<String>,
}

/// Characters of a nonce.
pub(crate) fn nonce(length: usize) -> Result<String> {
    Ok(base64url(random::<24>()?).chars().take(length).collect())
}

impl LicenseServer {
    pub fn new(calls: Arc<Calls>, verifier: Verifier, clock: Clock) -> Self {
        LicenseServer { calls, verifier, clock, learned_at: None, last_answered_at: i64::MIN }
    }

    pub fn validate(&mut self, license_key: &str, license: Option<&str>, file: Option<&str>) -> Result<SignedProof> {
        let subject = self.verifier.subject(license_key, license);
        let asked = self.ask("validate", &subject, None, |calls, nonce| calls.validate(license_key, nonce, file))?;
        Ok(asked.0)
    }

    pub fn activate(&mut self, license_key: &str) -> Result<SignedProof> {
        let subject = self.verifier.subject(license_key, None);
        let asked = self.ask("activate", &subject, None, |calls, nonce| calls.activate(license_key, nonce))?;
        Ok(asked.0)
    }

    /// `place`: token of the place in the waiting line.
    pub fn start_session(&mut self, license_key: &str, license: Option<&str>, place: Option<&str>) -> Result<LeasedSession> {
        let subject = self.verifier.subject(license_key, license);
        let start = |calls: &Calls, nonce: &str| calls.start_session(license_key, nonce, place);
        let (proof, reply) = self.ask("session", &subject, None, start)?;
        // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
        match reply.get("session_token").and_then(Value::as_str) {
            Some(token) if !token.is_empty() => lease_in(proof, token),
            _ => Err(Error::untrusted(Untrusted::Malformed)),
        }
    }

    /// `borrow_days`: to borrow the seat; 0 to return it.
    pub fn renew_session(
        &mut self,
        license_key: &str,
        session: &LeasedSession,
        borrow_days: Option<u32>,
        idle_seconds: Option<i64>,
    ) -> Result<LeasedSession> {
        let token = session.token.as_str();
        let subject = self.verifier.subject(license_key, None);
        let renew = |calls: &Calls, nonce: &str| calls.renew_session(token, nonce, borrow_days, idle_seconds);
        let (proof, _) = self.ask("session", &subject, Some(session), renew)?;
        let lease = lease_in(proof, token)?;
        if lease.id == session.id { Ok(lease) } else { Err(Error::untrusted(Mismatch::Session)) }
    }

    pub fn change_features(&mut self, token: &str, take: &[&str], release: &[&str]) -> Result<Vec<FloatingFeature>> {
        let call = AskedCall { operation: "session", credential: Some(token), names_device: false, lender: None };
        let (claims, _) = self.settle(call, |calls, nonce| calls.change_features(token, nonce, take, release))?;
        features_in(&claims)
    }

    pub fn record_usage(&mut self, license_key: &str, items: &[UsageItem<'_>]) -> Result<CommittedUsage> {
        let call = AskedCall { operation: "usage", credential: Some(license_key), names_device: true, lender: None };
        let send = |calls: &Calls, nonce: &str| calls.record_usage(license_key, nonce, items_of(items));
        balances_in(&self.used(call, items, send)?.0)
    }

    pub fn reserve_usage(&mut self, license_key: &str, items: &[UsageItem<'_>], seconds: Option<u32>) -> Result<ReservedUsage> {
        let call = AskedCall { operation: "usage", credential: Some(license_key), names_device: true, lender: None };
        let send = |calls: &Calls, nonce: &str| calls.reserve_usage(license_key, nonce, items_of(items), seconds);
        let (claims, reply) = self.used(call, items, send)?;
        reservation_in(&claims, &reply)
    }

    pub fn commit_reservation(&mut self, token: &str, items: Option<&[UsageItem<'_>]>) -> Result<CommittedUsage> {
        let call = AskedCall { operation: "usage", credential: Some(token), names_device: false, lender: None };
        let send = |calls: &Calls, nonce: &str| calls.commit_reservation(token, nonce, items.map(items_of));
        balances_in(&self.used(call, items.unwrap_or_default(), send)?.0)
    }

    pub fn deactivate(&mut self, license_key: &str) -> Result<()> {
        let call = AskedCall { operation: "deactivate", credential: Some(license_key), names_device: true, lender: None };
        self.settle(call, |calls, nonce| calls.deactivate(license_key, nonce)).map(drop)
    }

    /// The claims about a newer version, and the answer.
    pub fn check_for_update(
        &mut self,
        license_key: Option<&str>,
        current_version: &str,
        target: &UpdateTarget<'_>,
    ) -> Result<(Claims, Reply)> {
        let call = AskedCall { operation: "update", credential: license_key, names_device: true, lender: None };
        self.settle(call, |calls, nonce| calls.check_for_update(license_key, nonce, current_version, target))
    }

    /// As `settle`, of an answer about the amounts that were sent: their call may have been changed on its way.
    fn used(
        &mut self,
        call: AskedCall<'_>,
        items: &[UsageItem<'_>],
        send: impl Fn(&Calls, &str) -> Result<Reply>,
    ) -> Result<(Claims, Reply)> {
        let (claims, reply) = self.settle(call, send)?;
        let said = claims.get("items").cloned().unwrap_or_else(|| Value::Array(Vec::new()));
        if said == items_of(items) { Ok((claims, reply)) } else { Err(Error::untrusted(Mismatch::Operation)) }
    }

    /// The claims of an answer without a verdict, and the answer.
    fn settle(&mut self, call: AskedCall<'_>, send: impl Fn(&Calls, &str) -> Result<Reply>) -> Result<(Claims, Reply)> {
        let nonce = nonce(32)?;
        let sent_at = self.local_now();
        let reply = self.sent(call, &nonce, send)?;
        let signed = reply.get("signed").and_then(Value::as_str).unwrap_or_default();
        let outcome = self.with_new_keys(|verifier| verifier.outcome(signed, call, &nonce, None))?;
        self.check_age(outcome.issued_at, outcome.ends_at, self.local_now().saturating_sub(sent_at))?;
        Ok((outcome.claims, reply))
    }

    /// A refusal that is signed must be the server's.
    fn sent(&mut self, call: AskedCall<'_>, nonce: &str, send: impl Fn(&Calls, &str) -> Result<Reply>) -> Result<Reply> {
        match send(&self.calls, nonce) {
            Err(Error::Refused(mut refusal)) => {
                let mut signer = None;
                if let Some(signed) = &refusal.beside.signed {
                    let outcome = self.with_new_keys(|verifier| verifier.outcome(signed, call, nonce, Some(&refusal.code)))?;
                    refusal.is_signed = true;
                    signer = outcome.claims.get("relay").and_then(Value::as_str).map(str::to_owned);
                }
                if call.lender.is_some() && refusal.status == 404 && signer.as_deref() != call.lender {
                    return Err(Error::other_lender());
                }
                Err(Error::Refused(refusal))
            }
            sent => sent,
        }
    }

    /// The claims of something signed that answers no call in particular.
    pub fn verified(&mut self, text: &str, typ: &str) -> Result<Claims> {
        self.with_new_keys(|verifier| verifier.keys.verify(text, typ).map_err(Distrust::from))
    }

    fn ask(
        &mut self,
        operation: &str,
        subject: &Subject,
        session: Option<&LeasedSession>,
        send: impl Fn(&Calls, &str) -> Result<Reply>,
    ) -> Result<(SignedProof, Reply)> {
        let nonce = nonce(32)?;
        let sent_at = self.local_now();
        let credential = session.map(|session| &session.token).or(Some(&subject.license_key)).map(String::as_str);
        let lender = session.and_then(|session| session.lender.as_deref());
        let reply = self.sent(AskedCall { operation, credential, names_device: session.is_none(), lender }, &nonce, send)?;
        let signed = reply.get("signed").and_then(Value::as_str).unwrap_or_default();
        let verify = |verifier: &Verifier| verifier.answer(signed, subject, &nonce, operation);
        self.with_new_keys(verify)?;
        self.learn_daily();
        // The key that signed it may just have turned out to be revoked.
        let proof = verify(&self.verifier).map_err(Error::untrusted)?;
        self.check_age(proof.issued_at, proof.ends_at, self.local_now().saturating_sub(sent_at))?;
        Ok((proof, reply))
    }

    // The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
    fn check_age(&mut self, issued_at: i64, ends_at: i64, duration: i64) -> Result<()> {
        let lifetime = ends_at.saturating_sub(issued_at).saturating_add(SKEW);
        if duration > lifetime || issued_at < self.last_answered_at.saturating_sub(SKEW) {
            return Err(Error::untrusted(Mismatch::Expired));
        }
        self.last_answered_at = self.last_answered_at.max(issued_at);
        Ok(())
    }

    fn with_new_keys<T>(&mut self, verify: impl Fn(&Verifier) -> Result<T, Distrust>) -> Result<T> {
        match verify(&self.verifier) {
            Err(Distrust::Untrusted(Untrusted::UnknownKey)) => {
                self.learn()?;
                verify(&self.verifier).map_err(Error::untrusted)
            }
            Err(Distrust::Untrusted(Untrusted::RelayChain)) => {
                // A relay that shows no keys has answered for all that.
                let _ = self.learn();
                verify(&self.verifier).map_err(Error::untrusted)
            }
            verified => verified.map_err(Error::untrusted),
        }
    }

    // Only the list of keys names revoked ones.
    fn learn_daily(&mut self) {
        let now = self.local_now();
        if self.learned_at.is_none_or(|at| now.saturating_sub(at).saturating_abs() > DAY) {
            // The answer verifies without it, and the next call tries again.
            let _ = self.learn();
        }
    }

    fn learn(&mut self) -> Result<()> {
        let keys = self.calls.public_keys()?;
        self.verifier.keys.learn(&keys.into());
        self.learned_at = Some(self.local_now());
        Ok(())
    }

    fn local_now(&self) -> i64 {
        crate::calendar::milliseconds((self.clock)())
    }
}

fn lease_in(proof: SignedProof, token: &str) -> Result<LeasedSession> {
    let session = proof.session.clone().ok_or_else(|| Error::untrusted(Untrusted::Malformed))?;
    let is_borrowed = session.borrowed_until.is_some();
    Ok(LeasedSession {
        id: session.id,
        token: token.to_owned(),
        issued_at: proof.issued_at,
        expires_at: session.borrowed_until.map_or(session.expires_at, |until| until.saturating_add(SECOND)),
        is_valid: proof.is_valid,
        is_borrowed,
        lender: proof.relay.as_ref().filter(|_| is_borrowed).map(|relay| relay.id().to_owned()),
        lent_by: (proof.is_valid && is_borrowed).then(|| Arc::new(proof)),
    })
}
