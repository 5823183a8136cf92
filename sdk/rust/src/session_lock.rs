//! Locks of the floating sessions of the programs that run at the same time with one store.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::error::{Error, Result};
use crate::seat::SeatContext;
use crate::store::{LicenseStore, private};

/// Of the borrowed seat.
const BORROWED_SLOT: u32 = 0;
const MAX_SLOTS: u32 = 64;
const MAX_TOKEN: u64 = 4096;

/// Keeps the token of a floating session as long as its process lives, and for the next one if it crashes.
#[derive(Debug)]
pub(crate) struct SessionLock(File);

/// A slot for a floating session.
enum Slot {
    Free(SessionLock),
    /// A living process has locked it.
    Taken,
    /// The store knows no locks, or they cannot be used.
    Unknown,
}

impl SessionLock {
    fn on(store: &dyn LicenseStore, slot: u32) -> Slot {
        let Some(path) = store.session_file(slot) else {
            return Slot::Unknown;
        };
        let opened = private().read(true).write(true).create(true).truncate(false).open(path);
        match opened.map(|file| (file.try_lock(), file)) {
            Ok((Ok(()), file)) if !is_locked_by_java(&file) => Slot::Free(SessionLock(file)),
            Ok((Ok(()) | Err(TryLockError::WouldBlock), _)) => Slot::Taken,
            _ => Slot::Unknown,
        }
    }

    /// Token of a session that was not given back.
    pub fn left(&mut self) -> Option<String> {
        let mut token = String::new();
        self.0.seek(SeekFrom::Start(0)).ok()?;
        (&self.0).take(MAX_TOKEN).read_to_string(&mut token).ok()?;
        (!token.is_empty()).then_some(token)
    }

    /// An empty token: the session has ended.
    pub fn keep(&mut self, token: &str) -> io::Result<()> {
        self.0.set_len(0)?;
        self.0.seek(SeekFrom::Start(0))?;
        self.0.write_all(token.as_bytes())
    }
}

/// Java has locks that Linux keeps apart from those of the standard library.
#[cfg(target_os = "linux")]
fn is_locked_by_java(file: &File) -> bool {
    let Ok(inode) = file.metadata().map(|found| format!(":{} ", std::os::unix::fs::MetadataExt::ino(&found))) else {
        return false;
    };
    let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
    locks.lines().any(|lock| lock.contains(" POSIX ") && lock.contains(&inode))
}

#[cfg(not(target_os = "linux"))]
fn is_locked_by_java(_: &File) -> bool {
    false
}

/// The lock of the borrowed seat; none of a store without locks.
pub(crate) fn borrowed_slot(context: &SeatContext<'_>) -> Result<Option<SessionLock>> {
    match SessionLock::on(context.memory.store.as_ref(), BORROWED_SLOT) {
        Slot::Free(lock) => Ok(Some(lock)),
        Slot::Unknown => Ok(None),
        Slot::Taken => {
            let message = "Another running copy of this program has borrowed a seat with this store";
            Err(Error::invalid("SEAT_BORROWED", message))
        }
    }
}

/// The first one that no living process has locked.
pub(crate) fn ordinary_slot(context: &SeatContext<'_>) -> Option<SessionLock> {
    for slot in 1..=MAX_SLOTS {
        match SessionLock::on(context.memory.store.as_ref(), slot) {
            Slot::Free(lock) => return Some(lock),
            Slot::Taken => {}
            Slot::Unknown => return None,
        }
    }
    None
}
