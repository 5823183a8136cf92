//! When the server is asked again. Times are milliseconds since 1970.

use crate::calendar::{HOUR, MINUTE, SECOND, whole_milliseconds};
use crate::error::Error;
use crate::http::jitter;
use crate::knowledge::Knowledge;
use crate::proof::SignedProof;

#[derive(Debug, Default)]
pub(crate) struct ContactSchedule {
    next: i64,
    failures: u32,
    is_postponed: bool,
}

impl ContactSchedule {
    /// Whether the last attempt failed.
    pub fn is_unanswered(&self) -> bool {
        self.failures > 0
    }

    /// Whether the server was asked to activate this device, and wants to be asked again later.
    pub fn is_postponed(&self) -> bool {
        self.is_postponed
    }

    pub fn is_due(&self, now: i64) -> bool {
        now >= self.next
    }

    /// An answer from the store: it says when it wanted to be renewed.
    pub fn recalled(&mut self, answer: Option<&SignedProof>, known: &Knowledge) {
        self.reset(answer.map_or(0, |answer| renewal(answer, known)));
    }

    /// By the duration that the server wished, because the local clock may not be the server's.
    pub fn answered(&mut self, answer: &SignedProof, known: &Knowledge, now: i64) {
        let wished = renewal(answer, known).saturating_sub(answer.issued_at);
        self.reset(now.saturating_add(wished.max(MINUTE)));
    }

    /// At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter.
    pub fn failed(&mut self, error: &Error, now: i64) {
        let backoff = MINUTE.saturating_mul(1 << self.failures.min(10)).min(HOUR);
        self.failures = self.failures.saturating_add(1);
        self.is_postponed &= error.is_unreachable();
        let backoff = (backoff as f64 * (1.0 - jitter())) as i64;
        self.next = now.saturating_add(backoff.max(requested_wait(error, HOUR)));
    }

    /// An activation has failed. Returns whether it is only postponed.
    pub fn postpones(&mut self, error: &Error, now: i64) -> bool {
        self.is_postponed = error.is_postponed();
        if self.is_postponed {
            self.failed(error, now);
        }
        self.is_postponed
    }

    /// Asks at the next opportunity.
    pub fn hurry(&mut self) {
        self.next = 0;
    }

    /// A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always.
    pub fn notice_clock(&mut self, is_turned_back: bool) {
        if is_turned_back && !self.is_unanswered() {
            self.hurry();
        }
    }

    /// Milliseconds until there is something to do, at most an hour. `boundary`: when the state changes by itself.
    pub fn delay(&self, boundary: Option<i64>, now: i64) -> i64 {
        let until = boundary.map_or(self.next, |boundary| boundary.min(self.next));
        until.saturating_sub(now).clamp(SECOND, HOUR)
    }

    fn reset(&mut self, at: i64) {
        *self = ContactSchedule { next: at, ..ContactSchedule::default() };
    }
}

/// Milliseconds for which the server wants to be left alone, at most `longest`. With jitter.
pub(crate) fn requested_wait(error: &Error, longest: i64) -> i64 {
    let requested = error.retry_after().map_or(0, whole_milliseconds).min(longest);
    (requested as f64 * (1.0 + jitter())) as i64
}

fn renewal(answer: &SignedProof, known: &Knowledge) -> i64 {
    if answer.is_valid { answer.next_check.min(known.held_until(answer)) } else { answer.next_check }
}
