//! Users who are idle.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::calendar::SECOND;

const NEVER: i64 = i64::MIN;

/// When the user of a program was active last, if the program tells. Any thread may tell it, also while the server is asked.
pub(crate) struct IdleClock {
    active_at: AtomicI64,
    is_idle: AtomicBool,
    /// The user has come back, and the program wants a seat again.
    wants_seat: AtomicBool,
}

impl Default for IdleClock {
    fn default() -> Self {
        IdleClock { active_at: AtomicI64::new(NEVER), is_idle: AtomicBool::default(), wants_seat: AtomicBool::default() }
    }
}

impl IdleClock {
    pub fn note(&self, now: i64) {
        self.active_at.store(now, Ordering::SeqCst);
        if self.is_idle.swap(false, Ordering::SeqCst) {
            self.wants_seat.store(true, Ordering::SeqCst);
        }
    }

    /// The server has ended the session because the user was idle; or it did not.
    pub fn set_idle(&self, is_idle: bool) {
        self.wants_seat.store(false, Ordering::SeqCst);
        self.is_idle.store(is_idle, Ordering::SeqCst);
    }

    pub fn is_idle(&self) -> bool {
        self.is_idle.load(Ordering::SeqCst)
    }

    pub fn wants_seat(&self) -> bool {
        self.wants_seat.load(Ordering::SeqCst)
    }

    /// Since the last activity; `None` if none was told.
    pub fn seconds(&self, now: i64) -> Option<i64> {
        let at = self.active_at.load(Ordering::SeqCst);
        (at != NEVER).then(|| (now.saturating_sub(at) / SECOND).max(0))
    }
}
