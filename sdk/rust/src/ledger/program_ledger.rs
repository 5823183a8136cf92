//! The ledger of a program with its file and key; callers take turns.

use std::io::Write;
use std::path::PathBuf;

use super::LedgerBalance;
use super::amount::{Amount, MAX_DECIMALS};
use super::file::LedgerFile;
use super::program_file::ProgramFile;
use super::program_key::ProgramKey;
use super::report::{report_code, written_report};
use super::state::{Change, LedgerEntry, Start};
use crate::calendar::{SECOND, milliseconds};
use crate::error::{Error, Result};
use crate::known_time::{Clock, KnownTime};
use crate::store::private;

pub(crate) struct ProgramLedger {
    directory: PathBuf,
    ledger: LedgerFile,
    time: KnownTime,
    file: Option<ProgramFile>,
    pub key: ProgramKey,
    pub is_closed: bool,
}

impl ProgramLedger {
    /// `given`: a file that the program has. `read`: verifies the text of one.
    pub fn open(
        directory: PathBuf,
        clock: Clock,
        given: Option<ProgramFile>,
        read: impl Fn(&str) -> Result<ProgramFile>,
        version: Option<String>,
    ) -> Result<Self> {
        let mut ledger = LedgerFile::open(&directory, milliseconds(clock()))?;
        let prepared = || {
            let stored = ledger.state.file.as_deref().map(read).transpose()?;
            let given_key = given.as_ref().filter(|_| stored.is_none()).and_then(|given| given.private_key.as_deref());
            Ok((ProgramKey::kept(&directory, given_key)?, stored))
        };
        let (key, file) = match prepared() {
            Ok(prepared) => prepared,
            Err(error) => {
                // The first error is the one that counts.
                let _ = ledger.close(milliseconds(clock()));
                return Err(error);
            }
        };
        let time = KnownTime::new(clock, ledger.state.at);
        let mut opened = ProgramLedger { directory, ledger, time, file, key, is_closed: false };
        if let Err(error) = opened.begin(given, version) {
            let _ = opened.close();
            return Err(error);
        }
        Ok(opened)
    }

    pub fn now(&self) -> i64 {
        self.time.now()
    }

    pub fn draw(&mut self, meter: &str, grant: Amount, parts: i128) -> Result<LedgerBalance> {
        let total = Amount { parts: self.used_of(meter).saturating_add(parts), decimals: grant.decimals };
        if total.parts > grant.parts {
            self.append(Change::Refused { refused: meter.to_owned() })?;
            let left = self.balance_of(meter, grant).left;
            return Err(Error::invalid("METER_EXHAUSTED", format!("Only {left} of {meter} is left")));
        }
        self.append(Change::Use { meter: meter.to_owned(), total: total.to_string() })?;
        Ok(self.balance_of(meter, grant))
    }

    pub fn balances(&self) -> Vec<LedgerBalance> {
        let grants = self.file.iter().flat_map(|file| &file.grants);
        grants.map(|(meter, grant)| self.balance_of(meter, *grant)).collect()
    }

    pub fn report(&mut self) -> Result<String> {
        let to = self.time.now().div_euclid(SECOND).max(self.ledger.state.from);
        if let Some(report) = self.ledger.state.report.as_ref().filter(|_| to == self.ledger.state.from) {
            return Ok(report.clone());
        }
        let report = written_report(&self.ledger.state, self.known_file()?, to, &self.key)?;
        self.append(Change::Report { report: report.clone(), to })?;
        self.keep_report()?;
        Ok(report)
    }

    pub fn code(&mut self) -> Result<String> {
        let report = self.report()?;
        report_code(&report, self.known_file()?)
    }

    pub fn release(&mut self) -> Result<String> {
        let file = self.known_file()?;
        let code = self.key.release_code(&file.id, &file.jti);
        if !self.ledger.state.is_released {
            self.append(Change::Released { released: true })?;
        }
        Ok(code)
    }

    pub fn close(&mut self) -> Result<()> {
        self.is_closed = true;
        self.ledger.close(self.time.now())
    }

    pub fn usable_file(&self) -> Result<&ProgramFile> {
        let file = self.known_file()?;
        if self.ledger.state.is_released {
            return Err(Error::invalid("LICENSE_FILE_RELEASED", "The amounts of this file were given back"));
        }
        let end = file.ends_at.saturating_add(SECOND);
        if self.time.now() < end {
            return Ok(file);
        }
        if self.time.is_turned_back() && self.time.reading() < end {
            let message = "The clock was ahead once, or is behind now: correct it, and take a renewed file";
            return Err(Error::invalid("CLOCK_WAS_AHEAD", message));
        }
        Err(Error::invalid("RELAY_EXPIRED", "The file has ended: take a renewed one"))
    }

    fn known_file(&self) -> Result<&ProgramFile> {
        self.file.as_ref().ok_or_else(|| Error::invalid("LICENSE_FILE_MISSING", "The ledger has no file yet"))
    }

    /// Takes a file that is newer than the one before, and counts a start.
    fn begin(&mut self, given: Option<ProgramFile>, version: Option<String>) -> Result<()> {
        if let Some(file) = &self.file {
            self.time.saw_at_least(file.issued_at);
        }
        if let Some(given) = given {
            self.take(given)?;
        }
        self.append(Change::Start { start: Start { version } })?;
        self.keep_report()
    }

    fn take(&mut self, given: ProgramFile) -> Result<()> {
        if given.x != self.key.x() || self.file.as_ref().is_some_and(|file| file.id != given.id) {
            return Err(Error::invalid("LICENSE_FILE_OTHER_DEVICE", "The file is for another program"));
        }
        if self.file.as_ref().is_none_or(|file| file.issued_at < given.issued_at) {
            self.time.saw_at_least(given.issued_at);
            self.time.saw_new(given.issued_at, None);
            self.append(Change::File { file: given.text.clone() })?;
            self.file = Some(given);
        }
        Ok(())
    }

    /// A process may have ended between the entry and the file.
    fn keep_report(&self) -> Result<()> {
        let state = &self.ledger.state;
        if let Some(report) = &state.report {
            let path = self.directory.join(format!("report-{:06}.jws", state.seq));
            let mut file = private().write(true).create(true).truncate(true).open(path)?;
            writeln!(file, "{report}")?;
        }
        Ok(())
    }

    fn used_of(&self, meter: &str) -> i128 {
        let used = self.ledger.state.used.get(meter).and_then(|used| Amount::read(used, MAX_DECIMALS));
        used.map_or(0, |used| used.parts)
    }

    fn balance_of(&self, meter: &str, grant: Amount) -> LedgerBalance {
        let used = Amount { parts: self.used_of(meter), ..grant };
        let left = Amount { parts: grant.parts - used.parts, ..grant };
        LedgerBalance { meter: meter.to_owned(), used: used.to_string(), granted: grant.to_string(), left: left.to_string() }
    }

    fn append(&mut self, change: Change) -> Result<()> {
        self.ledger.append(LedgerEntry { at: self.time.now(), change })
    }
}
