//! The lines of a file of a ledger, and the process that writes them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::state::{Change, LedgerEntry, LedgerState};
use crate::error::{Error, Result};
use crate::system::{LocalSystem, System, text_of};

/// The process that has a ledger open.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Owner {
    pid: u32,
    /// Tells it from a later one with its id; `None` where the system does not say.
    started: Option<String>,
    host: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OwnerLine {
    pub owner: Owner,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct StateLine {
    pub state: LedgerState,
}

/// A file of a ledger. A line without its end was never answered.
pub(crate) struct LedgerLines {
    owner: Owner,
    /// After the last line; `None` if the process ended before it wrote its first.
    pub state: Option<LedgerState>,
    is_closed: bool,
}

impl Owner {
    pub fn this_process() -> Self {
        let pid = std::process::id();
        Owner { pid, started: start_of(pid), host: host() }
    }

    fn is_alive(&self, is_ours: bool) -> bool {
        match (&self.started, start_of(self.pid)) {
            (Some(started), Some(now)) => *started == now,
            _ if self.pid == std::process::id() => is_ours,
            _ => self.pid > 0 && is_running(self.pid),
        }
    }
}

impl LedgerLines {
    /// `None` for a file that is missing or empty. Fails with `LEDGER_DAMAGED`.
    pub fn read(directory: &Path, number: u64) -> Result<Option<Self>> {
        let text = match fs::read(path_of(directory, number)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
        let Some(first) = lines.next() else {
            return Ok(None);
        };
        let OwnerLine { owner } = parsed(directory, first)?;
        let state = lines.next().map(|line| parsed::<StateLine>(directory, line)).transpose()?;
        let mut read = LedgerLines { owner, state: state.map(|line| line.state), is_closed: false };
        for line in lines {
            let entry: LedgerEntry = parsed(directory, line)?;
            read.is_closed = matches!(entry.change, Change::Closed { .. });
            if let Some(state) = &mut read.state {
                state.apply(entry);
            }
        }
        Ok(Some(read))
    }

    /// `is_ours`: whether this process has the directory open.
    pub fn is_in_use(&self, is_ours: bool) -> bool {
        !self.is_closed && self.owner.host == host() && self.owner.is_alive(is_ours)
    }
}

pub(crate) fn path_of(directory: &Path, number: u64) -> PathBuf {
    directory.join(format!("ledger-{number:06}.jsonl"))
}

fn parsed<T: DeserializeOwned>(directory: &Path, line: &str) -> Result<T> {
    serde_json::from_str(line).map_err(|_| damaged(format!("A file of the ledger in {} is damaged", directory.display())))
}

pub(crate) fn damaged(message: impl Into<String>) -> Error {
    Error::invalid("LEDGER_DAMAGED", message)
}

/// When a process started, as Linux tells it; `None` elsewhere.
fn start_of(pid: u32) -> Option<String> {
    let stat = text_of(Path::new(&format!("/proc/{pid}/stat")));
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_ascii_whitespace().nth(19).map(str::to_owned)
}

fn is_running(pid: u32) -> bool {
    let id = pid.to_string();
    if cfg!(windows) {
        LocalSystem.output("tasklist", &["/NH", "/FI", &format!("PID eq {id}")]).split_ascii_whitespace().any(|word| word == id)
    } else if cfg!(any(target_os = "linux", target_os = "android")) {
        Path::new("/proc").join(id).exists()
    } else {
        !LocalSystem.output("ps", &["-o", "pid=", "-p", &id]).is_empty()
    }
}

fn host() -> String {
    let known = text_of(Path::new("/proc/sys/kernel/hostname"));
    if known.is_empty() { LocalSystem.output("hostname", &[]).trim().to_owned() } else { known }
}
