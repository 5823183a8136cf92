//! The state that follows from what is known. It says yes only for as long as something signed does.

use std::sync::Arc;

use crate::calendar::{SECOND, milliseconds, system_time};
use crate::proof::{Entitlement, SignedProof, Source};
use crate::state::{ConnectReason, GraceReason, Grant, LicenseState, Status};

// About the device, which a file for any device does not name, and which an activation changes.
const DEVICE_CODES: [&str; 4] = ["NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE"];

/// Of a floating license.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum SeatStatus {
    Never,
    TakenByOthers,
    /// Until then, unless it is renewed.
    Leased(i64),
}

/// All that decides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Knowledge {
    pub has_key: bool,
    /// Last signed answer.
    pub answer: Option<Arc<SignedProof>>,
    pub file: Option<Arc<SignedProof>>,
    /// The answer that lends a floating seat.
    pub borrowed: Option<Arc<SignedProof>>,
    /// Whether the last attempt to get an answer failed.
    pub is_unanswered: bool,
    /// The server was asked to activate this device, and wants to be asked later: it has not refused to.
    pub is_postponed: bool,
    /// None for a license that is not floating.
    pub seat: Option<SeatStatus>,
    /// Milliseconds after `next_check` for which an answer may be used at most.
    pub longest_grace: Option<i64>,
}

impl Knowledge {
    /// The state at a time in milliseconds since 1970.
    pub fn state(&self, now: i64, is_clock_turned_back: bool) -> LicenseState {
        let server = newest(self.answer.as_deref(), self.borrowed.as_deref());
        let latest = server.or(self.file.as_deref());
        LicenseState {
            status: self.status(now, is_clock_turned_back),
            upgrade_url: latest.and_then(|proof| proof.upgrade_url.clone()),
            manage_url: latest.and_then(|proof| proof.manage_url.clone()),
        }
    }

    /// UUID of the license, of what the server said last.
    pub fn license(&self) -> Option<&str> {
        [&self.answer, &self.file, &self.borrowed].into_iter().flatten().find_map(|proof| proof.license.as_deref())
    }

    fn status(&self, now: i64, is_clock_turned_back: bool) -> Status {
        let server = newest(self.answer.as_deref(), self.borrowed.as_deref());
        let refusal = server.filter(|proof| !proof.is_valid);
        let holds = |proof: &&SignedProof| {
            proof.is_valid
                && !refusal.is_some_and(|refusal| refutes(refusal, proof))
                && now < self.held_until(proof).saturating_add(SECOND)
        };
        let held = [server, self.file.as_deref()].into_iter().flatten().filter(holds);
        let usable = held.map(|proof| self.usable(proof, now, is_clock_turned_back)).min_by_key(preference);
        match (usable, self.seat, refusal) {
            (Some(_), Some(SeatStatus::Never), _) => Status::MustConnect(ConnectReason::NoSession),
            (Some(_), Some(SeatStatus::TakenByOthers), _) => Status::MustConnect(ConnectReason::NoSeatFree),
            (Some(usable), _, _) => usable,
            (None, _, Some(refusal)) if !(self.is_postponed && is_about_device(refusal)) => {
                Status::Refused { code: refusal.code.clone(), since: system_time(refusal.issued_at) }
            }
            _ => Status::MustConnect(self.reason(is_clock_turned_back)),
        }
    }

    /// Until when a yes holds if no other follows. A borrowed seat holds until its end.
    pub fn held_until(&self, proof: &SignedProof) -> i64 {
        if proof.source == Source::File {
            return proof.ends_at;
        }
        let end = proof.offline_until.unwrap_or(proof.next_check);
        let usual = self.longest_grace.map_or(end, |grace| end.min(proof.next_check.saturating_add(grace)));
        self.borrowed_until().map_or(usual, |borrowed| usual.max(borrowed))
    }

    pub fn borrowed_until(&self) -> Option<i64> {
        self.borrowed.as_deref().and_then(|proof| proof.session.as_ref()?.borrowed_until)
    }

    fn usable(&self, proof: &SignedProof, now: i64, is_clock_turned_back: bool) -> Status {
        let is_borrowed = self.borrowed_until().is_some_and(|until| now < until.saturating_add(SECOND));
        let is_overdue = proof.source == Source::Server && now >= proof.next_check && !is_borrowed;
        let reason = if is_clock_turned_back {
            Some(GraceReason::ClockTurnedBack)
        } else if matches!(self.seat, Some(SeatStatus::Leased(end)) if now >= end) {
            Some(GraceReason::NoSession)
        } else if is_overdue && self.is_unanswered {
            Some(GraceReason::Unreachable)
        } else {
            None
        };
        let grant = self.grant(proof, now);
        match reason {
            Some(reason) => Status::Grace(grant, reason),
            None => Status::Valid(grant),
        }
    }

    fn grant(&self, proof: &SignedProof, now: i64) -> Grant {
        let holds = |entitlement: &Entitlement| entitlement.expires_at.is_none_or(|end| milliseconds(end) > now);
        let has_ended = |code: &String| proof.entitlements.get(code).is_some_and(|entitlement| !holds(entitlement));
        let entitlements = proof.entitlements.iter().filter(|(_, entitlement)| holds(entitlement));
        Grant {
            source: proof.source,
            until: system_time(self.held_until(proof)),
            features: proof.features.iter().filter(|feature| !has_ended(feature)).cloned().collect(),
            entitlements: entitlements.map(|(code, held)| (code.clone(), held.clone())).collect(),
            max_users: proof.max_users,
            expires_at: proof.expires_at.map(system_time),
            license: proof.license.clone(),
            customer: proof.customer.clone(),
            metadata: proof.metadata.clone(),
            device_metadata: proof.device_metadata.clone(),
            starts_on: proof.starts_on.clone(),
            would_be: proof.would_be.clone(),
        }
    }

    fn reason(&self, is_clock_turned_back: bool) -> ConnectReason {
        let has_answer = self.answer.is_some() || self.borrowed.is_some();
        match (self.has_key, has_answer, self.file.is_some()) {
            (false, _, _) => ConnectReason::NoLicenseKey,
            (true, false, false) => ConnectReason::NoAnswer,
            _ if is_clock_turned_back => ConnectReason::ClockTurnedBack,
            (true, false, true) => ConnectReason::FileEnded,
            _ => ConnectReason::Unreachable,
        }
    }
}

fn newest<'a>(one: Option<&'a SignedProof>, other: Option<&'a SignedProof>) -> Option<&'a SignedProof> {
    one.into_iter().chain(other).max_by_key(|proof| proof.issued_at)
}

fn refutes(refusal: &SignedProof, proof: &SignedProof) -> bool {
    !(proof.is_for_any_device && is_about_device(refusal)) && refusal.issued_at > proof.issued_at
}

pub(crate) fn is_about_device(refusal: &SignedProof) -> bool {
    DEVICE_CODES.contains(&refusal.code.as_str())
}

/// The best first: valid, and the longest.
fn preference(status: &Status) -> (bool, i64) {
    match status {
        Status::Valid(grant) => (false, milliseconds(grant.until).saturating_neg()),
        Status::Grace(grant, _) => (true, milliseconds(grant.until).saturating_neg()),
        _ => (true, i64::MAX),
    }
}
