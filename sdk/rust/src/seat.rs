//! A running program on a floating seat. Times are milliseconds since 1970.

use std::sync::Arc;

use crate::calendar::{MINUTE, SECOND};
use crate::error::{Error, Result};
use crate::http::jitter;
use crate::idle::IdleClock;
use crate::knowledge::SeatStatus;
use crate::known_time::KnownTime;
use crate::memory::LicenseMemory;
use crate::schedule::requested_wait;
use crate::server::{LeasedSession, LicenseServer};
use crate::session_lock::{SessionLock, borrowed_slot, ordinary_slot};
use crate::waiting::{FloatingFeature, WaitingPlace, noted};

const SHORTEST_INTERVAL: i64 = 5 * SECOND;
const RETRY_INTERVAL: i64 = MINUTE;
// The server keeps a place in the waiting line for 30 seconds or more.
const ASK_INTERVAL: i64 = 10 * SECOND;
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
    pub waiting: Option<WaitingPlace>,
    /// The program does not want to wait any more.
    pub has_given_up: bool,
    pub idle: Arc<IdleClock>,
    /// The server has ended the session, and knows its token no more.
    is_gone: bool,
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
            None if self.attempts > 0 || self.has_given_up => SeatStatus::TakenByOthers,
            None => SeatStatus::Never,
        }
    }

    /// Whether the seat needs no server now.
    pub fn is_borrowed(&self, now: i64) -> bool {
        self.lease.as_ref().is_some_and(|lease| lease.is_borrowed && now < lease.expires_at)
    }

    /// Whether the seat wants to be renewed.
    pub fn is_due(&self, now: i64) -> bool {
        self.lease.is_some() && !self.idle.is_idle() && (self.idle.wants_seat() || now >= self.next)
    }

    /// Whether a start failed, and is not to be repeated yet.
    pub fn is_waiting(&self, now: i64) -> bool {
        self.lease.is_none() && now < self.next
    }

    /// When there is something to do.
    pub fn next(&self) -> Option<i64> {
        (self.next != 0 && !self.idle.is_idle()).then_some(self.next)
    }

    pub fn has_lease(&self) -> bool {
        self.lease.is_some()
    }

    pub fn change_features(
        &mut self,
        context: &mut SeatContext<'_>,
        take: &[&str],
        release: &[&str],
    ) -> Result<Vec<FloatingFeature>> {
        let Some(lease) = &self.lease else {
            return Err(Error::invalid("INVALID_REQUEST", "Features are taken with a floating seat: there is none"));
        };
        context.server.change_features(&lease.token, take, release)
    }

    /// The place in the waiting line is free, and no seat is taken.
    pub fn stop_asking(&mut self, context: &mut SeatContext<'_>) {
        self.has_given_up = self.has_given_up || self.status() == SeatStatus::TakenByOthers;
        self.stop_waiting();
        self.leave_line(context);
    }

    // If nobody answers, the place ends by itself.
    fn leave_line(&mut self, context: &mut SeatContext<'_>) {
        if let Some(place) = self.waiting.take() {
            let _ = context.server.calls.end_session(&place.token);
        }
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
        let is_gone = self.is_gone;
        self.idle.set_idle(false);
        let renewed = match if is_gone { self.take_again(context) } else { self.send(context, None) } {
            Err(error) if is_taken_back(&error) && !is_gone => {
                self.lose(context, error.code() == "SESSION_IDLE");
                Err(error)
            }
            Err(error) if error.is_not_found() && !is_gone => self.take_again(context),
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
        self.leave_line(context);
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
            lender: context.memory.lender(),
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
        let place = self.waiting.as_ref().map(|place| place.token.clone());
        let started = context.server.start_session(context.license_key, license.as_deref(), place.as_deref());
        self.waiting = noted(self.waiting.take(), &started);
        let lease = started?;
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
        let Some(lease) = self.lease.clone() else {
            return Ok(());
        };
        let idle = self.idle.seconds(context.time.now()).filter(|_| borrow_days.is_none());
        let lease = context.server.renew_session(context.license_key, &lease, borrow_days, idle)?;
        self.take(context, lease);
        Ok(())
    }

    fn lose(&mut self, context: &mut SeatContext<'_>, is_idle: bool) {
        if self.is_borrower {
            context.memory.forget_borrowed();
            self.become_ordinary(context);
        }
        self.idle.set_idle(is_idle);
        self.is_gone = true;
        if let Some(lease) = &mut self.lease {
            (lease.expires_at, lease.is_borrowed, lease.lender) = (0, false, None);
        }
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
        (self.attempts, self.is_gone) = (0, false);
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
            // A place in the waiting line has to be kept.
            let growth = if self.waiting.is_some() { 1.0 } else { 1.5_f64.powi(self.attempts.min(10) as i32) };
            backoff = backoff.min((ASK_INTERVAL as f64 * growth) as i64);
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
            _ if self.waiting.is_some() => ASK_INTERVAL,
            _ => RETRY_INTERVAL,
        };
        let requested = error.map_or(0, |error| requested_wait(error, LONGEST_WAIT));
        self.next = now.saturating_add(interval.max(requested));
    }
}

fn is_taken_back(error: &Error) -> bool {
    matches!(error.code(), "SESSION_IDLE" | "SESSION_TAKEN_BACK")
}
