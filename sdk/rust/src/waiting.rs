//! The waiting line for a floating seat, and the features of the session on it.

use std::thread;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Map, Value};

use crate::calendar::{from_iso, system_time};
use crate::distrust::Untrusted;
use crate::error::{Error, Refusal, Result};
use crate::keys::Claims;
use crate::license::License;
use crate::monitor::Monitor;
use crate::seat::FloatingSeat;
use crate::shared::lock;
use crate::state::LicenseState;

/// How often a program that waits for a seat looks whether something is due.
const POLL: Duration = Duration::from_millis(500);

/// A place in the waiting line for a floating seat.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SeatPlace {
    /// From 1.
    pub position: u64,
    /// When the program asked first.
    pub since: SystemTime,
}

/// A place, and the token that keeps it in the next start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitingPlace {
    pub place: SeatPlace,
    pub token: String,
}

/// A feature that a session asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FloatingFeature {
    /// Its code.
    pub feature: String,
    /// Whether the session holds it.
    pub held: bool,
    /// Running sessions that hold it.
    pub used: u64,
    /// Sessions that may hold it; `None` is unlimited.
    pub max: Option<u64>,
    /// Why the session did not get it: `FEATURE_EXHAUSTED` or `FEATURE_NOT_GRANTED`.
    pub code: Option<String>,
}

/// The place in a refusal.
pub(crate) fn waiting_in(problem: Option<&Map<String, Value>>) -> Option<WaitingPlace> {
    let waiting = problem?.get("waiting")?;
    let since = system_time(from_iso(waiting.get("since")?.as_str()?)?);
    let place = SeatPlace { position: waiting.get("position")?.as_u64()?, since };
    Some(WaitingPlace { place, token: waiting.get("token")?.as_str()?.to_owned() })
}

/// The place in the end of a start. One of the network changes nothing.
pub(crate) fn noted<T>(before: Option<WaitingPlace>, started: &Result<T>) -> Option<WaitingPlace> {
    match started {
        Err(Error::Refused(Refusal { beside, .. })) => beside.waiting.clone(),
        Err(error) if error.is_unreachable() => before,
        _ => None,
    }
}

/// Features as the server has signed them.
pub(crate) fn features_in(claims: &Claims) -> Result<Vec<FloatingFeature>> {
    let features = claims.get("features").and_then(Value::as_array);
    let read = |each: &Value| {
        Some(FloatingFeature {
            feature: each.get("feature")?.as_str()?.to_owned(),
            held: each.get("held")?.as_bool()?,
            used: each.get("used")?.as_u64()?,
            max: each.get("max").and_then(Value::as_u64),
            code: each.get("code").and_then(Value::as_str).map(str::to_owned),
        })
    };
    let read = features.and_then(|features| features.iter().map(read).collect());
    read.ok_or_else(|| Error::untrusted(Untrusted::Malformed))
}

impl License {
    /// Place in the waiting line for the floating seat of this program; `None` while it does not wait.
    pub fn place(&self) -> Option<SeatPlace> {
        lock(&self.shared.view).place.clone()
    }

    /// Waits for the floating seat of this program, in the waiting line while all are taken, and returns as soon as it has one. After the
    /// limit, the error is `SESSIONS_EXHAUSTED`, and the program waits no longer: see [`License::stop_waiting`].
    pub fn wait_for_seat(&self, limit: Duration) -> Result<LicenseState> {
        let end = Instant::now().checked_add(limit);
        let left = || end.map_or(POLL, |end| end.saturating_duration_since(Instant::now()));
        let mut is_first = true;
        loop {
            let (is_last, mut has_ended) = (left().is_zero(), false);
            let state = self.turn(|monitor| {
                has_ended = monitor.ask_for_seat(is_first, is_last)?;
                Ok(())
            })?;
            if has_ended {
                return Ok(state);
            }
            is_first = false;
            thread::sleep(POLL.min(left()));
        }
    }

    /// Gives up the place in the waiting line: the program takes no seat until [`License::activate`] or [`License::wait_for_seat`].
    pub fn stop_waiting(&self) -> Result<LicenseState> {
        self.turn(Monitor::stop_waiting)
    }

    /// Takes features with the floating seat. One that is exhausted is named so; the program runs on without it. They are given back by
    /// [`License::release_features`] or with the seat; after a lost seat, take them again.
    pub fn take_features(&self, features: &[&str]) -> Result<Vec<FloatingFeature>> {
        self.asked(|monitor| monitor.with_seat(|seat, context| seat.change_features(context, features, &[])))
    }

    /// Gives features back.
    pub fn release_features(&self, features: &[&str]) -> Result<Vec<FloatingFeature>> {
        self.asked(|monitor| monitor.with_seat(|seat, context| seat.change_features(context, &[], features)))
    }

    /// Tells that the user is active, as at each key or click; it returns at once.
    ///
    /// From the first call on, the server is told how long the user is idle, and may take the seat back after `idle_timeout` of the
    /// policy (`SESSION_IDLE`); the next call takes another one.
    pub fn active(&self) {
        self.shared.active();
    }
}

impl Monitor {
    /// Whether the program has a seat, or may have none. `is_last`: with an error, it waits no longer.
    fn ask_for_seat(&mut self, is_first: bool, is_last: bool) -> Result<bool> {
        self.assert_floating()?;
        if is_first {
            self.seat.has_given_up = false;
        } else if !is_last && self.seat.is_waiting(self.time.now()) {
            return Ok(false);
        }
        if self.seat.has_lease() || !self.is_usable_on_seat() {
            return Ok(true);
        }
        match self.with_seat(FloatingSeat::start) {
            Err(error) if error.code() == "SESSIONS_EXHAUSTED" && !is_last => Ok(false),
            Err(error) => {
                self.stop_waiting()?;
                Err(error)
            }
            Ok(()) => {
                self.save();
                Ok(true)
            }
        }
    }

    fn stop_waiting(&mut self) -> Result<()> {
        self.assert_floating()?;
        self.with_seat(|seat, context| {
            seat.stop_asking(context);
            Ok(())
        })?;
        self.save();
        Ok(())
    }
}
