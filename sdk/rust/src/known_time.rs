//! The time as far as it can be known: it never runs backwards, whatever the local clock does.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::calendar::{HOUR, milliseconds};

// Clocks are corrected by minutes every day, and by nobody by hours.
const TOLERANCE: i64 = HOUR;

pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// All times are milliseconds since 1970.
pub(crate) struct KnownTime {
    clock: Clock,
    known: Mutex<Known>,
}

struct Known {
    last_reading: i64,
    latest: i64,
    /// The local clock lacked it at the last contact. Not stored: in an edited store it would hold the time back.
    correction: i64,
    is_turned_back: bool,
}

impl KnownTime {
    pub fn new(clock: Clock, latest_seen: i64) -> Self {
        let last_reading = milliseconds(clock());
        let known = Known { last_reading, latest: latest_seen, correction: 0, is_turned_back: false };
        let time = KnownTime { clock, known: Mutex::new(known) };
        time.now();
        time
    }

    pub fn now(&self) -> i64 {
        self.read().latest
    }

    /// Whether the local clock is more than an hour behind the latest time that was seen.
    pub fn is_turned_back(&self) -> bool {
        self.read().is_turned_back
    }

    /// The local clock, with what it lacked at the last contact.
    pub fn reading(&self) -> i64 {
        self.local_now().saturating_add(self.known().correction)
    }

    pub fn local_now(&self) -> i64 {
        milliseconds((self.clock)())
    }

    /// Something signed at this instant exists.
    pub fn saw_at_least(&self, instant: i64) {
        let mut known = self.known();
        known.latest = known.latest.max(instant);
    }

    /// Something signed at this instant is newer than all that was signed before.
    ///
    /// It outweighs a local clock that was ahead once: that clock was wrong, or what is signed would not be new.
    ///
    /// `requested_at`: reading of the local clock when the program requested it. As long as nobody turned that clock, no more time
    /// has passed since the instant than since the request, even if the clock is wrong.
    pub fn saw_new(&self, instant: i64, requested_at: Option<i64>) {
        let waited = requested_at.map(|at| self.local_now().saturating_sub(at)).filter(|waited| *waited >= 0);
        let latest = match waited {
            Some(waited) => instant.max(self.reading().min(instant.saturating_add(waited))),
            None => instant.max(self.reading()),
        };
        if latest < self.now() {
            self.trust(latest);
        }
    }

    /// The server said what time it is, in answer to a call that only it could answer.
    pub fn trust(&self, instant: i64) {
        let reading = self.local_now();
        let mut known = self.known();
        known.last_reading = reading;
        known.correction = instant.saturating_sub(reading);
        known.latest = instant;
    }

    fn read(&self) -> MutexGuard<'_, Known> {
        let reading = self.local_now();
        let mut known = self.known();
        let elapsed = reading.saturating_sub(known.last_reading).max(0);
        known.last_reading = reading;
        let corrected = reading.saturating_add(known.correction);
        known.is_turned_back = corrected < known.latest.saturating_sub(TOLERANCE);
        known.latest = match known.is_turned_back {
            true => known.latest.saturating_add(elapsed),
            false => known.latest.max(corrected),
        };
        known
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
