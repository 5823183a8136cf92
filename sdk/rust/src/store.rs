//! Where a license is remembered.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::encoding::{hex, random};

/// Remembers the license of a program between its runs. The text has the same format in all languages.
pub trait LicenseStore: Send + Sync {
    /// The text that was written last; `None` if there is none.
    fn read(&self) -> io::Result<Option<String>>;

    /// Replaces the text as a whole.
    fn write(&self, text: &str) -> io::Result<()>;

    /// Names the store in warnings.
    fn name(&self) -> String {
        "the store".to_owned()
    }

    /// A file for the floating session of one of the programs that run at the same time with this store; `None` if the store knows
    /// none: then a crashed program frees its seat when its lease ends.
    fn session_file(&self, _slot: u32) -> Option<PathBuf> {
        None
    }
}

/// Forgets with the program.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<String>>);

impl LicenseStore for MemoryStore {
    fn read(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn write(&self, text: &str) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.to_owned());
        Ok(())
    }
}

/// A file that only its owner can read, replaced as a whole: neither a crash nor a second process leaves half of it.
#[derive(Debug, Clone)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A file at this path. Its folder is made when the license is first stored.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        FileStore { path: path.into() }
    }

    /// The file `license` in the folder that the system has for the settings of this program and user: `$XDG_CONFIG_HOME` or `~/.config`,
    /// `~/Library/Application Support` on macOS, `%APPDATA%` on Windows.
    pub fn of_user(program: &str) -> Self {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = || variable("HOME").unwrap_or_default();
        let settings = if cfg!(windows) {
            variable("APPDATA").unwrap_or_default()
        } else if cfg!(target_os = "macos") {
            home().join("Library/Application Support")
        } else {
            variable("XDG_CONFIG_HOME").unwrap_or_else(|| home().join(".config"))
        };
        FileStore::new(settings.join(program).join("license"))
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(ending);
        self.path.with_file_name(name)
    }

    fn make_folder(&self) -> io::Result<()> {
        make_private_folder(self.path.parent().unwrap_or(Path::new("")))
    }
}

impl LicenseStore for FileStore {
    fn read(&self) -> io::Result<Option<String>> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, text: &str) -> io::Result<()> {
        self.make_folder()?;
        let draft = self.beside(&format!(".{}.tmp", hex(random::<8>()?)));
        let written = write_new(&draft, text).and_then(|()| fs::rename(&draft, &self.path));
        if written.is_err() {
            // The first error is the one that counts.
            let _ = fs::remove_file(&draft);
        }
        written
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn session_file(&self, slot: u32) -> Option<PathBuf> {
        self.make_folder().ok()?;
        Some(self.beside(&format!(".session-{slot}")))
    }
}

pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Readable by its owner alone. Fails if there is one.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
