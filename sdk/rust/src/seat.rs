//! A running program on a floating seat. Times are milliseconds since 1970.

use crate::calendar::{MINUTE, SECOND};
use crate::error::{Error, Result};
use crate::http::jitter;
use crate::knowledge::SeatStatus;
use crate::known_time::KnownTime;
use crate::memory::LicenseMemory;
use crate::schedule::requested_wait;
use crate::server::{LeasedSession, LicenseServer};
use crate::session_lock::{SessionLock, borrowed_slot, ordinary_slot};

const SHORTEST_INTERVAL: i64 = 5 * SECOND;
const RETRY_INTERVAL: i64 = MINUTE;
const LONGEST_WAIT: i64 = 5 * MINUTE;
// Without heartbeats, the server takes a borrowed session for one whose program does not run.
const BORROWED_INTERVAL: i64 = 30 * SECOND;
const BORROWED_PAUSE: i64 = 10 * MINUTE;

/// Renews itself when asked to, and takes another seat if its own was lost.
#[derive(Default)]
pub(crate) struct FloatingSeat {
    lease: Option<LeasedSession>,
    lock: Option<SessionLock>,
    /// Whether the lock is that of the borrowed seat.
    is_borrower: bool,
    next: i64,
    /// While all seats are taken.
    attempts: u32,
}

/// All that a seat is taken with.
pub(crate) struct SeatContext<'a> {
    pub server: &'a mut LicenseServer,
    pub memory: &'a mut LicenseMemory,
    pub time: &'a KnownTime,
    pub license_key: &'a str,
}

impl FloatingSeat {
    pub fn status(&self) -> SeatStatus {
        match &self.lease {
            Some(lease) => SeatStatus::Leased(lease.expires_at),
            None if self.attempts > 0 => SeatStatus::TakenByOthers,
            None => SeatStatus::Never,
        }
    }

    /// Whether the seat needs no server now.
    pub fn is_borrowed(&self, now: i64) -> bool {
        self.lease.as_ref().is_some_and(|lease| lease.is_borrowed && now < lease.expires_at)
    }

    /// Whether the seat wants to be renewed.
    pub fn is_due(&self, now: i64) -> bool {
        self.lease.is_some() && now >= self.next
    }

    /// Whether a start failed, and is not to be repeated yet.
    pub fn is_waiting(&self, now: i64) -> bool {
        self.lease.is_none() && now < self.next
    }

    /// When there is something to do.
    pub fn next(&self) -> Option<i64> {
        (self.next != 0).then_some(self.next)
    }

    /// Takes a seat. `SESSIONS_EXHAUSTED` if none is free.
    pub fn start(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        self.resume_borrowed(context);
        if self.lease.is_some() {
            return Ok(());
        }
        self.end_left(context);
        let started = self.start_session(context);
        if let Err(error) = &started {
            self.wait(error, context.time.now());
        }
        started
    }

    /// Whether the license can still be used. The server forgets a session when its lease ends, as while a computer sleeps.
    pub fn renew(&mut self, context: &mut SeatContext<'_>) -> Result<bool> {
        let renewed = match self.send(context, None) {
            Err(error) if error.is_not_found() => self.take_again(context),
            renewed => renewed,
        };
        if let Err(error) = &renewed {
            self.plan(context.time.now(), Some(error));
        } else if self.is_borrower && !self.is_borrowed(context.time.now()) {
            self.become_ordinary(context);
        }
        renewed.map(|()| self.lease.as_ref().is_some_and(|lease| lease.is_valid))
    }

    /// Keeps the seat for some days without network. An error leaves all as it was.
    pub fn borrow(&mut self, context: &mut SeatContext<'_>, days: u32) -> Result<()> {
        self.resume_borrowed(context);
        let lock = if self.is_borrower { None } else { Some(borrowed_slot(context)?) };
        self.start(context)?;
        match self.send(context, Some(days)) {
            Err(error) if error.is_not_found() => {
                self.take_again(context)?;
                self.send(context, Some(days))?;
            }
            sent => sent?,
        }
        if let Some(lock) = lock {
            self.keep("");
            self.lock = lock;
            self.is_borrower = true;
        }
        Ok(())
    }

    /// The seat is an ordinary one again.
    pub fn return_borrowed(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        self.resume_borrowed(context);
        if !self.is_borrower {
            return Ok(());
        }
        match self.send(context, Some(0)) {
            Err(error) if error.is_not_found() => self.take_again(context)?,
            sent => sent?,
        }
        context.memory.forget_borrowed();
        self.become_ordinary(context);
        Ok(())
    }

    /// The license does not allow the program to run, with or without a seat.
    pub fn stop_waiting(&mut self) {
        if self.lease.is_none() {
            (self.attempts, self.next) = (0, 0);
        }
    }

    /// Frees the seat, unless it is borrowed. If nobody answers, it is free when its lease ends, or with the next start.
    pub fn leave(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        if self.is_borrowed(context.time.now()) {
            self.lease = None;
        }
        self.give_up(context)
    }

    /// Frees the seat, also a borrowed one.
    pub fn end(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        self.resume_borrowed(context);
        self.give_up(context)
    }

    fn give_up(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        let lease = self.lease.take();
        self.stop_waiting();
        let ended = match lease {
            Some(lease) => context.server.calls.end_session(&lease.token).map(drop),
            None => Ok(()),
        };
        if ended.is_ok() {
            self.keep("");
        }
        self.lock = None;
        self.is_borrower = false;
        ended
    }

    fn resume_borrowed(&mut self, context: &mut SeatContext<'_>) {
        let now = context.time.now();
        if self.lease.is_some() || context.memory.lent(now).is_none() {
            return;
        }
        // Else another running copy of the program has it.
        let Ok(lock) = borrowed_slot(context) else { return };
        // The one that had the lock may have returned the seat. A store that cannot be read tells nothing.
        let _ = context.memory.refresh(&context.server.verifier);
        let Some((id, end)) = context.memory.lent(now) else { return };
        self.lease = Some(LeasedSession {
            id,
            token: context.memory.borrowed_token().unwrap_or_default().to_owned(),
            issued_at: now,
            expires_at: end,
            is_valid: true,
            is_borrowed: true,
            lent_by: None,
        });
        (self.lock, self.is_borrower, self.attempts) = (lock, true, 0);
        self.plan(now, None);
    }

    // Gives back the seat of a program that crashed. If nobody answers, the next start tries again.
    fn end_left(&mut self, context: &mut SeatContext<'_>) {
        if self.lock.is_none() {
            self.lock = ordinary_slot(context);
        }
        let left = self.lock.as_mut().and_then(SessionLock::left);
        if let Some(token) = left.filter(|token| context.memory.borrowed_token() != Some(token)) {
            let ended = context.server.calls.end_session(&token);
            if ended.map_or_else(|error| error.is_not_found(), |_| true) {
                self.keep("");
            }
        }
    }

    fn start_session(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        let license = context.memory.license();
        let lease = context.server.start_session(context.license_key, license.as_deref())?;
        if lease.is_borrowed {
            // The server resumes the seat that this device has borrowed.
            if let Ok(lock) = borrowed_slot(context) {
                (self.lock, self.is_borrower) = (lock, true);
            }
        }
        self.take(context, lease);
        Ok(())
    }

    fn take_again(&mut self, context: &mut SeatContext<'_>) -> Result<()> {
        if self.is_borrower {
            context.memory.forget_borrowed();
            self.become_ordinary(context);
        }
        self.start_session(context)
    }

    fn send(&mut self, context: &mut SeatContext<'_>, borrow_days: Option<u32>) -> Result<()> {
        let Some(LeasedSession { id, token, .. }) = self.lease.clone() else {
            return Ok(());
        };
        let lease = context.server.renew_session(context.license_key, &id, &token, borrow_days)?;
        self.take(context, lease);
        Ok(())
    }

    // The last signed answer about a session decides whether it is borrowed.
    fn take(&mut self, context: &mut SeatContext<'_>, lease: LeasedSession) {
        let remembered = context.memory.borrowed.as_ref().and_then(|proof| proof.session.as_ref());
        match &lease.lent_by {
            Some(proof) => context.memory.remember_borrowed(proof.clone(), &lease.token),
            None if !lease.is_borrowed && lease.is_valid && remembered.is_some_and(|session| session.id == lease.id) => {
                context.memory.forget_borrowed();
            }
            None => {}
        }
        self.attempts = 0;
        let is_new = self.lease.as_ref().is_none_or(|known| known.token != lease.token);
        if is_new && !self.is_borrower {
            self.keep(&lease.token);
        }
        self.lease = Some(lease);
        self.plan(context.time.now(), None);
    }

    fn become_ordinary(&mut self, context: &mut SeatContext<'_>) {
        self.lock = ordinary_slot(context);
        self.is_borrower = false;
        if let Some(token) = self.lease.as_ref().map(|lease| lease.token.clone()) {
            self.keep(&token);
        }
    }

    fn keep(&mut self, token: &str) {
        if let Some(lock) = &mut self.lock {
            // A store that cannot be written remembers nothing.
            let _ = lock.keep(token);
        }
    }

    // While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server wants
    // to be asked again. With jitter.
    fn wait(&mut self, error: &Error, now: i64) {
        let mut backoff = RETRY_INTERVAL;
        if error.code() == "SESSIONS_EXHAUSTED" {
            backoff = backoff.min((10_000.0 * 1.5_f64.powi(self.attempts.min(10) as i32)) as i64);
            self.attempts = self.attempts.saturating_add(1);
        }
        let backoff = (backoff as f64 * (1.0 - jitter())) as i64;
        self.next = now.saturating_add(backoff.max(requested_wait(error, LONGEST_WAIT)));
    }

    // A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
    // asked again. Nobody has to answer while the seat is borrowed.
    fn plan(&mut self, now: i64, error: Option<&Error>) {
        let interval = match &self.lease {
            Some(lease) if now < lease.expires_at => {
                let third = SHORTEST_INTERVAL.max(lease.expires_at.saturating_sub(lease.issued_at) / 3);
                match (lease.is_borrowed, error) {
                    (true, Some(_)) => BORROWED_PAUSE,
                    (true, None) => third.min(BORROWED_INTERVAL),
                    (false, _) => third,
                }
            }
            _ => RETRY_INTERVAL,
        };
        let requested = error.map_or(0, |error| requested_wait(error, LONGEST_WAIT));
        self.next = now.saturating_add(interval.max(requested));
    }
}
