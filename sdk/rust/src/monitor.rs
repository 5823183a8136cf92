//! Keeps the state of a license up to date, and asks the server when it is time to.

use std::sync::Arc;

use crate::calendar::{MINUTE, SECOND, milliseconds};
use crate::error::{Error, Result};
use crate::knowledge::{Knowledge, is_about_device};
use crate::known_time::KnownTime;
use crate::memory::LicenseMemory;
use crate::proof::SignedProof;
use crate::schedule::ContactSchedule;
use crate::seat::FloatingSeat;
use crate::server::LicenseServer;
use crate::state::LicenseState;

const WITHOUT_KEY: i64 = MINUTE;

/// All of a license that takes turns.
pub(crate) struct Monitor {
    pub server: LicenseServer,
    pub memory: LicenseMemory,
    pub time: Arc<KnownTime>,
    pub given_key: Option<String>,
    pub is_floating: bool,
    pub is_closed: bool,
    /// The last that went wrong, also in the background.
    pub problem: Option<Arc<Error>>,
    /// Why the store could not be written first.
    pub unwritable: Option<String>,
    pub schedule: ContactSchedule,
    pub seat: FloatingSeat,
    longest_grace: Option<i64>,
}

impl Monitor {
    pub fn new(
        server: LicenseServer,
        memory: LicenseMemory,
        time: Arc<KnownTime>,
        given_key: Option<String>,
        is_floating: bool,
        longest_grace: Option<i64>,
    ) -> Self {
        let mut monitor = Monitor {
            server,
            memory,
            time,
            given_key,
            is_floating,
            is_closed: false,
            problem: None,
            unwritable: None,
            schedule: ContactSchedule::default(),
            seat: FloatingSeat::default(),
            longest_grace,
        };
        monitor.recall_schedule();
        monitor
    }

    /// All that the state follows from.
    pub fn knowledge(&self) -> Knowledge {
        Knowledge {
            has_key: self.memory.license_key.is_some(),
            answer: self.memory.answer.clone(),
            file: self.memory.file.clone(),
            borrowed: self.memory.borrowed.clone(),
            is_unanswered: self.schedule.is_unanswered(),
            is_postponed: self.schedule.is_postponed(),
            seat: self.is_floating.then(|| self.seat.status()),
            longest_grace: self.longest_grace,
        }
    }

    pub fn state(&self) -> LicenseState {
        self.knowledge().state(self.time.now(), self.time.is_turned_back())
    }

    pub fn open(&mut self, is_new_device: bool) {
        if is_new_device {
            // An offline request of the first start holds at the next one, too.
            self.save();
        }
        self.schedule.notice_clock(self.time.is_turned_back());
        let is_due = self.schedule.is_due(self.time.now());
        if self.is_floating && self.is_usable_on_seat() {
            let lent = |monitor: &Monitor| monitor.memory.borrowed.as_ref().map(|answer| answer.jti.clone());
            let before = lent(self);
            self.start_seat();
            if lent(self) != before {
                self.save();
            }
        } else if self.memory.license_key.is_some() && (!self.state().is_usable() || is_due) {
            self.check();
        }
    }

    /// Asks the server now.
    pub fn check(&mut self) {
        let Some(key) = self.memory.license_key.clone() else {
            return;
        };
        match self.ask(&key) {
            Ok(answer) => self.accept(&key, answer),
            Err(error) => {
                self.schedule.failed(&error, self.time.now());
                self.report(error);
                self.save();
            }
        }
    }

    /// If the server postpones the activation of the known key, the next check tries it again.
    pub fn activate(&mut self, license_key: &str) -> Result<()> {
        self.seat.has_given_up = false;
        match self.server.activate(license_key) {
            Ok(answer) => {
                self.accept(license_key, answer);
                Ok(())
            }
            Err(error) => {
                let is_known = self.memory.license_key.as_deref() == Some(license_key);
                if is_known && self.schedule.postpones(&error, self.time.now()) {
                    self.save();
                }
                Err(error)
            }
        }
    }

    /// Does what is due.
    pub fn wake(&mut self) {
        self.adopt_stored();
        self.schedule.notice_clock(self.time.is_turned_back());
        if self.seat.is_due(self.time.now()) {
            self.renew_seat();
        }
        if self.memory.license_key.is_some() && self.schedule.is_due(self.time.now()) {
            self.check();
            return;
        }
        if !self.seat.is_waiting(self.time.now()) {
            self.start_seat();
        }
        self.save();
    }

    pub fn close(&mut self) {
        if !self.is_closed {
            self.is_closed = true;
            let left = self.with_seat(|seat, context| seat.leave(context));
            self.note(left);
            self.save();
        }
    }

    /// Gives up the seat of this device.
    pub fn release(&mut self) -> Result<()> {
        let key = self.key_or(None)?;
        self.end_seat();
        self.server.deactivate(&key)?;
        self.forget();
        Ok(())
    }

    /// What is known is no more, whatever the store holds.
    pub fn forget(&mut self) {
        self.memory.forget();
        let written = self.memory.replace(&self.server.verifier, self.time.now());
        self.note_write(written);
    }

    pub fn accept(&mut self, license_key: &str, answer: SignedProof) {
        if self.memory.license_key.as_deref() != Some(license_key) {
            // It holds a seat of another license.
            self.end_seat();
        }
        // The clock of a relay is its customer's: it sets no clock back.
        if answer.relay.is_none() || answer.issued_at > self.time.now() {
            self.time.trust(answer.issued_at);
        }
        self.memory.remember(license_key, answer);
        self.problem = None;
        self.memory.verify_again(&self.server.verifier);
        let known = self.knowledge();
        if let Some(answer) = &self.memory.answer {
            self.schedule.answered(answer, &known, self.time.now());
        }
        self.start_seat();
        self.save();
    }

    pub fn save(&mut self) {
        let written = self.memory.save(&self.server.verifier, self.time.now());
        self.note_write(written);
    }

    pub fn key_or(&self, given: Option<&str>) -> Result<String> {
        let known = || self.memory.license_key.clone().or_else(|| self.given_key.clone());
        let key = given.map(|key| key.trim().to_owned()).or_else(known).filter(|key| !key.is_empty());
        key.ok_or_else(|| Error::invalid("LICENSE_KEY_MISSING", "There is no license key yet: give the one that the user typed"))
    }

    /// Milliseconds until there is something to do.
    pub fn delay(&self) -> i64 {
        if self.memory.license_key.is_none() {
            return WITHOUT_KEY;
        }
        let state = self.state();
        let end = state.grant().map(|grant| milliseconds(grant.until).saturating_add(SECOND));
        self.schedule.delay(end.into_iter().chain(self.seat.next()).min(), self.time.now())
    }

    fn ask(&mut self, license_key: &str) -> Result<SignedProof> {
        if self.schedule.is_postponed() {
            return self.server.activate(license_key);
        }
        let (license, file) = (self.memory.license(), self.memory.file.clone());
        let answer = self.server.validate(license_key, license.as_deref(), file.as_ref().map(|file| file.jti.as_str()))?;
        // Another server than the relay that lent the seat does not know this device.
        let lender = self.memory.lent(self.time.now()).and_then(|_| self.memory.lender());
        let is_other = lender.is_some() && answer.relay.as_ref().map(|relay| relay.id()) != lender.as_deref();
        if is_other && !answer.is_valid && is_about_device(&answer) { Err(Error::other_lender()) } else { Ok(answer) }
    }

    fn adopt_stored(&mut self) {
        let before = self.memory.answer.clone();
        if let Err(error) = self.memory.refresh(&self.server.verifier) {
            self.report(error.into());
        }
        if let Some(answer) = self.memory.answer.clone()
            && !before.is_some_and(|before| Arc::ptr_eq(&before, &answer))
        {
            self.time.saw_at_least(answer.issued_at);
            self.recall_schedule();
        }
    }

    fn recall_schedule(&mut self) {
        let known = self.knowledge();
        self.schedule.recalled(self.memory.answer.as_deref(), &known);
    }

    pub fn note(&mut self, result: Result<()>) {
        if let Err(error) = result {
            self.report(error);
        }
    }

    fn note_write(&mut self, written: std::io::Result<()>) {
        if let Err(error) = written {
            self.unwritable.get_or_insert_with(|| error.to_string());
            self.report(error.into());
        }
    }

    pub fn report(&mut self, error: Error) {
        self.problem = Some(Arc::new(error));
    }
}
