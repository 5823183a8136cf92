//! A license that several threads share.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;

use crate::calendar::duration_in;
use crate::calls::Calls;
use crate::environment::Environment;
use crate::error::{Error, Result};
use crate::idle::IdleClock;
use crate::knowledge::Knowledge;
use crate::known_time::KnownTime;
use crate::monitor::Monitor;
use crate::state::LicenseState;
use crate::waiting::SeatPlace;
use crate::warning::Warning;

type Listener = Arc<dyn Fn(&LicenseState) + Send + Sync>;

pub(crate) struct Shared {
    pub fingerprint: String,
    pub environment: Option<Environment>,
    /// Held while the server is asked.
    pub monitor: Mutex<Monitor>,
    pub view: Mutex<View>,
    pub time: Arc<KnownTime>,
    pub calls: Arc<Calls>,
    pub listeners: Mutex<Vec<Listener>>,
    announced: Mutex<Option<LicenseState>>,
    signal: Arc<Signal>,
    idle: Arc<IdleClock>,
}

/// All that is read without a turn.
#[derive(Default)]
pub(crate) struct View {
    pub known: Knowledge,
    pub license_key: Option<String>,
    pub problem: Option<Arc<Error>>,
    pub warnings: Vec<Warning>,
    /// In the waiting line for a floating seat.
    pub place: Option<SeatPlace>,
}

/// Ends the background thread.
#[derive(Default)]
struct Signal {
    has_ended: Mutex<bool>,
    changed: Condvar,
}

impl Shared {
    pub fn new(monitor: Monitor, fingerprint: String, environment: Option<Environment>, warning: Option<Warning>) -> Self {
        let view = View { warnings: warning.into_iter().collect(), ..View::default() };
        Shared {
            fingerprint,
            environment,
            time: monitor.time.clone(),
            calls: monitor.server.calls.clone(),
            idle: monitor.seat.idle.clone(),
            monitor: Mutex::new(monitor),
            view: Mutex::new(view),
            listeners: Mutex::default(),
            announced: Mutex::default(),
            signal: Arc::default(),
        }
    }

    pub fn state(&self) -> LicenseState {
        let known = lock(&self.view).known.clone();
        known.state(self.time.now(), self.time.is_turned_back())
    }

    /// Listeners are called when the turn has ended, so that they may call all methods.
    pub fn turn<T>(&self, change: impl FnOnce(&mut Monitor) -> T) -> T {
        let result = {
            let mut monitor = lock(&self.monitor);
            let result = change(&mut monitor);
            self.show(&monitor);
            result
        };
        let state = self.state();
        let before = lock(&self.announced).replace(state.clone());
        if before.is_some_and(|before| before != state) {
            let listeners = lock(&self.listeners).clone();
            listeners.iter().for_each(|listener| listener(&state));
        }
        result
    }

    /// Starts the thread that does what is due.
    pub fn start_worker(self: &Arc<Self>) -> Result<()> {
        let (license, signal, delay) = (Arc::downgrade(self), self.signal.clone(), lock(&self.monitor).delay());
        let idle = self.idle.clone();
        thread::Builder::new().name("keyward".to_owned()).spawn(move || work(&license, &signal, &idle, delay))?;
        Ok(())
    }

    pub fn wake(&self) {
        self.turn(|monitor| {
            if !monitor.is_closed {
                monitor.wake();
            }
        });
    }

    /// Never waits for the server.
    pub fn active(&self) {
        self.idle.note(self.time.now());
        if self.idle.wants_seat() {
            let _signal = lock(&self.signal.has_ended);
            self.signal.changed.notify_all();
        }
    }

    pub fn close(&self) {
        *lock(&self.signal.has_ended) = true;
        self.signal.changed.notify_all();
        self.turn(Monitor::close);
    }

    fn show(&self, monitor: &Monitor) {
        let mut view = lock(&self.view);
        view.known = monitor.knowledge();
        view.license_key.clone_from(&monitor.memory.license_key);
        view.place = monitor.seat.waiting.as_ref().map(|waiting| waiting.place.clone());
        view.problem.clone_from(&monitor.problem);
        let has_warned = view.warnings.iter().any(|warning| matches!(warning, Warning::StoreNotWritable { .. }));
        if let Some(reason) = monitor.unwritable.clone().filter(|_| !has_warned) {
            let warning = Warning::StoreNotWritable { store: monitor.memory.store.name(), reason };
            warning.log();
            view.warnings.push(warning);
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.close();
    }
}

fn work(license: &Weak<Shared>, signal: &Signal, idle: &IdleClock, mut delay: i64) {
    loop {
        let waiting = lock(&signal.has_ended);
        let waited =
            signal.changed.wait_timeout_while(waiting, duration_in(delay), |has_ended| !*has_ended && !idle.wants_seat());
        if *waited.unwrap_or_else(PoisonError::into_inner).0 {
            return;
        }
        let Some(license) = license.upgrade() else {
            return;
        };
        license.wake();
        delay = lock(&license.monitor).delay();
    }
}

/// What a thread that panicked has left is as good as before its turn.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
