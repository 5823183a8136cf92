//! The floating seat of a license.

use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::monitor::Monitor;
use crate::seat::{FloatingSeat, SeatContext};

impl Monitor {
    pub fn borrow(&mut self, days: u32) -> Result<()> {
        self.change_seat(|seat, context| seat.borrow(context, days))
    }

    pub fn return_borrowed(&mut self) -> Result<()> {
        self.change_seat(FloatingSeat::return_borrowed)
    }

    pub fn is_usable_on_seat(&self) -> bool {
        let known = Knowledge { seat: None, ..self.knowledge() };
        known.state(self.time.now(), self.time.is_turned_back()).is_usable()
    }

    pub fn start_seat(&mut self) {
        if self.is_closed || !self.is_floating || self.seat.has_given_up {
            return;
        }
        if !self.is_usable_on_seat() {
            self.seat.stop_waiting();
            return;
        }
        let started = self.with_seat(FloatingSeat::start);
        self.note(started);
    }

    pub fn renew_seat(&mut self) {
        match self.with_seat(FloatingSeat::renew) {
            Ok(is_valid) if is_valid && !self.schedule.is_unanswered() => {}
            Ok(_) => self.schedule.hurry(),
            // Nobody has to answer while the seat is borrowed.
            Err(error) if error.is_unreachable() && self.seat.is_borrowed(self.time.now()) => {}
            Err(error) => self.report(error),
        }
    }

    pub fn end_seat(&mut self) {
        let ended = self.with_seat(FloatingSeat::end);
        self.note(ended);
    }

    fn change_seat(&mut self, change: impl FnOnce(&mut FloatingSeat, &mut SeatContext<'_>) -> Result<()>) -> Result<()> {
        self.assert_floating()?;
        self.key_or(None)?;
        self.with_seat(change)?;
        self.save();
        Ok(())
    }

    pub fn assert_floating(&self) -> Result<()> {
        match self.is_floating {
            true => Ok(()),
            false => Err(Error::invalid("INVALID_REQUEST", "Only a license that is opened as floating has a seat of its own")),
        }
    }

    pub fn with_seat<T>(&mut self, act: impl FnOnce(&mut FloatingSeat, &mut SeatContext<'_>) -> Result<T>) -> Result<T> {
        let license_key = self.key_or(None).unwrap_or_default();
        let Monitor { server, memory, time, seat, .. } = self;
        act(seat, &mut SeatContext { server, memory, time, license_key: &license_key })
    }
}
