//! Counts use without a connection, within what a file grants, and reports it.

use std::fmt::Display;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::error::{Error, Result};
use crate::keys::TrustedKeys;
use crate::known_time::Clock;

mod amount;
mod file;
mod lines;
mod program_file;
mod program_key;
mod program_ledger;
mod report;
mod state;

use amount::Amount;
use program_file::read_program_file;
use program_ledger::ProgramLedger;

/// A meter or credit of a [`UsageLedger`] after a call. Amounts are decimal texts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LedgerBalance {
    /// Code of the meter or credit.
    pub meter: String,
    /// Drawn since the first file.
    pub used: String,
    /// Amount that the file grants for its whole time.
    pub granted: String,
    /// The rest of the grant.
    pub left: String,
}

/// Options of a ledger. [`UsageLedger::builder`] makes one, [`LedgerBuilder::open`] opens the ledger.
#[must_use = "a ledger is opened by `open`"]
pub struct LedgerBuilder {
    product: String,
    keys: Vec<String>,
    directory: PathBuf,
    file: Option<String>,
    version: Option<String>,
    clock: Clock,
}

impl LedgerBuilder {
    /// Text of the file that the server issued. The directory keeps it: a later start needs none, and a renewal replaces it.
    pub fn file(mut self, text: impl Into<String>) -> Self {
        self.file = Some(text.into());
        self
    }

    /// Version of the program, for the report.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Replaces the local clock, as in tests.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used.
    ///
    /// Fails with `LEDGER_IN_USE` while another process has it open, `LICENSE_FILE_…` for a file that is not for this program, and
    /// `LEDGER_DAMAGED`.
    pub fn open(self) -> Result<UsageLedger> {
        let keys = TrustedKeys::pin(self.keys)?;
        let given = self.file.map(|text| read_program_file(&text, &keys, &self.product)).transpose()?;
        let read = |text: &str| read_program_file(text, &keys, &self.product);
        let ledger = ProgramLedger::open(self.directory, self.clock, given, read, self.version)?;
        Ok(UsageLedger { turn: Mutex::new(ledger) })
    }
}

/// Counts use without a connection, within what a file grants, and reports it.
///
/// Threads may share it. Dropping it closes it. A file that cannot be read or written is [`Error::Io`].
pub struct UsageLedger {
    turn: Mutex<ProgramLedger>,
}

impl UsageLedger {
    /// `product`: its reference. `keys`: public keys of the license server, as for [`crate::License::builder`]. `directory`: folder of
    /// the ledger, for one process at a time; it is made at need, readable by its owner alone.
    pub fn builder<K: Into<String>>(
        product: impl Into<String>,
        keys: impl IntoIterator<Item = K>,
        directory: impl Into<PathBuf>,
    ) -> LedgerBuilder {
        LedgerBuilder {
            product: product.into(),
            keys: keys.into_iter().map(Into::into).collect(),
            directory: directory.into(),
            file: None,
            version: None,
            clock: Arc::new(SystemTime::now),
        }
    }

    /// Draws an amount, a whole number or decimal text above 0. When this has returned, the amount is on the disk.
    ///
    /// Fails with `METER_EXHAUSTED`, `METER_NOT_FOUND`, `RELAY_EXPIRED` after the end of the file, or `CLOCK_WAS_AHEAD`.
    pub fn use_meter(&self, meter: &str, amount: impl Display) -> Result<LedgerBalance> {
        let mut ledger = self.open_turn()?;
        let Some(grant) = ledger.usable_file()?.grants.get(meter).copied() else {
            return Err(Error::invalid("METER_NOT_FOUND", format!("The file grants nothing of {meter}")));
        };
        match Amount::read(&amount.to_string(), grant.decimals) {
            Some(drawn) if drawn.parts > 0 => ledger.draw(meter, grant, drawn.parts),
            _ => Err(invalid_request(format!("The amount must be above 0, with at most {} decimals", grant.decimals))),
        }
    }

    /// Draws the credits that uses of a feature cost by the rates in the file.
    ///
    /// Fails as [`UsageLedger::use_meter`] does, with `METER_NOT_FOUND` for a feature without a rate.
    pub fn use_feature(&self, feature: &str, amount: i64) -> Result<LedgerBalance> {
        let mut ledger = self.open_turn()?;
        let now = ledger.now();
        let Some((credit, cost, grant)) = ledger.usable_file()?.rate_of(feature, now) else {
            return Err(Error::invalid("METER_NOT_FOUND", format!("The file has no rate for {feature}")));
        };
        if amount <= 0 {
            return Err(invalid_request("The amount must be above 0"));
        }
        // A cost beyond every amount is refused below.
        ledger.draw(&credit, grant, cost.saturating_mul(amount.into()))
    }

    /// Balances of all meters in the file, by their codes.
    pub fn balances(&self) -> Vec<LedgerBalance> {
        self.turn().balances()
    }

    /// Signed report of the use since the last one, for the vendor. The directory keeps it as `report-<number>.jws`.
    pub fn report(&self) -> Result<String> {
        self.open_turn()?.report()
    }

    /// Writes the next report, and returns the code of its few numbers, which can be read over the telephone.
    pub fn code(&self) -> Result<String> {
        self.open_turn()?.code()
    }

    /// Code with which the vendor issues a file for the key of this directory. `name`: of the program, for people; 100 characters of it
    /// count.
    pub fn request(&self, name: &str) -> Result<String> {
        self.turn().key.request_code(name)
    }

    /// Draws nothing more, and returns the code with which the vendor takes back what is left.
    pub fn release(&self) -> Result<String> {
        self.open_turn()?.release()
    }

    /// Lets another process open it.
    pub fn close(&self) -> Result<()> {
        self.open_turn()?.close()
    }

    fn open_turn(&self) -> Result<MutexGuard<'_, ProgramLedger>> {
        let turn = self.turn();
        if turn.is_closed { Err(Error::invalid("LICENSE_CLOSED", "The ledger is closed")) } else { Ok(turn) }
    }

    fn turn(&self) -> MutexGuard<'_, ProgramLedger> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for UsageLedger {
    fn drop(&mut self) {
        // It is closed, or another process has it: what was answered is on the disk.
        let _ = self.close();
    }
}

fn invalid_request(message: impl Into<String>) -> Error {
    Error::invalid("INVALID_REQUEST", message)
}
