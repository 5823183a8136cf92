//! The file of a ledger, in one form for all languages: lines of JSON, each of which counts when it is on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::lines::{LedgerLines, Owner, OwnerLine, StateLine, path_of};
use super::state::{Change, LedgerEntry, LedgerState};
use crate::calendar::SECOND;
use crate::encoding::{hex, random, random_id};
use crate::error::{Error, Result};
use crate::store::{make_private_folder, private, write_new};

/// Directories whose ledgers this process has open.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Each opening makes the next file, which begins with the sum of the one before it. A process that another one has replaced sees the
/// next file after each entry that it writes, and does not answer: so no entry counts that the next file does not have.
pub(crate) struct LedgerFile {
    directory: PathBuf,
    number: u64,
    file: File,
    length: u64,
    pub state: LedgerState,
    /// Entries may be in the file that the state does not have.
    is_lost: bool,
}

impl LedgerFile {
    /// Fails with `LEDGER_IN_USE` while another process of this computer has it open. `now`: milliseconds since 1970.
    pub fn open(directory: &Path, now: i64) -> Result<Self> {
        make_private_folder(directory)?;
        let directory = directory.canonicalize()?;
        let newest = numbers_in(&directory)?.last().copied().unwrap_or(0);
        let lines = LedgerLines::read(&directory, newest)?;
        if lines.is_some_and(|lines| lines.is_in_use(open_directories().contains(&directory))) {
            return Err(in_use(&directory));
        }
        let path = path_of(&directory, newest + 1);
        create(&path, &line_of(&OwnerLine { owner: Owner::this_process() })?)?;
        let begun = LedgerFile::begin(&directory, newest + 1, now);
        if begun.is_ok() {
            open_directories().insert(directory);
        } else {
            // The first error is the one that counts.
            let _ = fs::remove_file(path);
        }
        begun
    }

    /// After the file exists, the process before this one answers nothing more: what it had answered is in its file.
    fn begin(directory: &Path, number: u64, now: i64) -> Result<Self> {
        let mut before = numbers_in(directory)?;
        // Others may have opened it since it was seen, and have removed files.
        if before.pop() != Some(number) {
            return Err(in_use(directory));
        }
        let state = begun_state(directory, now, newest_state(directory, &before)?)?;
        let file = private().append(true).open(path_of(directory, number))?;
        let length = file.metadata()?.len();
        let mut ledger =
            LedgerFile { directory: directory.to_owned(), number, file, length, state: state.clone(), is_lost: false };
        ledger.write(&StateLine { state })?;
        sync_folder(directory)?;
        for each in before {
            match fs::remove_file(path_of(directory, each)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(ledger)
    }

    /// Writes an entry to the disk. It counts when this has returned.
    pub fn append(&mut self, entry: LedgerEntry) -> Result<()> {
        if self.is_lost {
            return Err(in_use(&self.directory));
        }
        self.is_lost = true;
        if let Err(error) = self.write(&entry) {
            self.file.set_len(self.length)?;
            self.is_lost = false;
            return Err(error);
        }
        let exists = |number| path_of(&self.directory, number).try_exists();
        if !exists(self.number)? || exists(self.number + 1)? {
            return Err(in_use(&self.directory));
        }
        self.is_lost = false;
        self.state.apply(entry);
        Ok(())
    }

    /// `at`: milliseconds since 1970.
    pub fn close(&mut self, at: i64) -> Result<()> {
        open_directories().remove(&self.directory);
        self.append(LedgerEntry { at, change: Change::Closed { closed: true } })
    }

    fn write(&mut self, line: &impl Serialize) -> Result<()> {
        let line = line_of(line)?;
        self.file.write_all(line.as_bytes())?;
        self.file.sync_data()?;
        self.length += line.len() as u64;
        Ok(())
    }
}

/// The state of an opening. A copied directory goes on with another name, which its reports tell.
fn begun_state(directory: &Path, now: i64, before: Option<LedgerState>) -> Result<LedgerState> {
    let mut state = before.unwrap_or_else(|| LedgerState { from: now.div_euclid(SECOND), ..LedgerState::default() });
    let place = number_of(directory)?;
    if state.place != place {
        state.place = place;
        state.boot = random_id()?;
    }
    Ok(state)
}

/// A process may have ended before it wrote its first state.
fn newest_state(directory: &Path, numbers: &[u64]) -> Result<Option<LedgerState>> {
    for number in numbers.iter().rev() {
        if let Some(state) = LedgerLines::read(directory, *number)?.and_then(|lines| lines.state) {
            return Ok(Some(state));
        }
    }
    Ok(None)
}

fn numbers_in(directory: &Path) -> io::Result<Vec<u64>> {
    let names = fs::read_dir(directory)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut numbers: Vec<u64> = names.collect::<io::Result<Vec<_>>>()?.iter().filter_map(|name| number_in(name)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn number_in(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("ledger-")?.strip_suffix(".jsonl")?;
    let is_number = (6..=12).contains(&digits.len()) && digits.bytes().all(|each| each.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

fn line_of(value: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(value).map_err(io::Error::from)?;
    Ok(text + "\n")
}

/// Makes a file with its text at once, or refuses if there is one.
fn create(path: &Path, text: &str) -> Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}.tmp", hex(random::<8>()?)));
    let draft = PathBuf::from(draft);
    let made = write_new(&draft, text).and_then(|()| match fs::hard_link(&draft, path) {
        // The file system knows no second names.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => write_new(path, text),
        linked => linked,
    });
    // The first error is the one that counts.
    let _ = fs::remove_file(&draft);
    made.map_err(|error| if error.kind() == io::ErrorKind::AlreadyExists { in_use(path) } else { error.into() })
}

/// So that the name of a new file survives a loss of power; Windows opens no folders.
fn sync_folder(directory: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { File::open(directory)?.sync_all() }
}

/// The number of a directory in its file system, which a copy of it does not have.
#[cfg(unix)]
fn number_of(directory: &Path) -> Result<String> {
    Ok(std::os::unix::fs::MetadataExt::ino(&directory.metadata()?).to_string())
}

/// The number of a directory in its file system, which a copy of it does not have: of the 128 bits that Windows tells, the lower half.
#[cfg(not(unix))]
fn number_of(directory: &Path) -> Result<String> {
    use crate::system::{LocalSystem, System};
    let told = LocalSystem.output("fsutil", &["file", "queryFileID", &directory.to_string_lossy()]);
    let digits = told.trim().rsplit_once("0x").map_or("", |(_, digits)| digits);
    let lower = digits.get(digits.len().saturating_sub(16)..).unwrap_or_default();
    let number =
        u64::from_str_radix(lower, 16).map_err(|_| io::Error::other("fsutil does not tell the number of the directory"))?;
    Ok(number.to_string())
}

fn open_directories() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn in_use(path: &Path) -> Error {
    Error::invalid("LEDGER_IN_USE", format!("Another process uses the ledger in {}", path.display()))
}
