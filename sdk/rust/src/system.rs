//! Reads of the system under a program.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The system that a program runs on. Replace it in tests.
pub trait System: Send + Sync {
    /// `linux`, `macos`, `windows`, … as `std::env::consts::OS` says.
    fn os(&self) -> String;

    /// Whether there is a file, also one that may not be read.
    fn exists(&self, path: &str) -> bool;

    /// Text of a file without spaces around it; empty if it cannot be read.
    fn text(&self, path: &str) -> String;

    /// A variable of the environment; empty if it is not set.
    fn variable(&self, name: &str) -> String;

    /// Output of a program; empty if it fails.
    fn output(&self, program: &str, arguments: &[&str]) -> String;

    /// A value of the local machine in the registry of Windows; empty if it is missing.
    fn registry(&self, key: &str, name: &str) -> String {
        // A 32-bit program is shown another part of the registry unless it asks for this one.
        let output = self.output("reg", &["QUERY", &format!("HKLM\\{key}"), "/v", name, "/reg:64"]);
        let values = output.lines().filter_map(|line| line.trim().strip_prefix(name)?.trim().strip_prefix("REG_SZ"));
        values.map(|value| value.trim().to_owned()).next().unwrap_or_default()
    }
}

/// The system that this program runs on.
#[derive(Debug, Default, Clone, Copy)]
pub struct LocalSystem;

impl System for LocalSystem {
    fn os(&self) -> String {
        std::env::consts::OS.to_owned()
    }

    fn exists(&self, path: &str) -> bool {
        Path::new(path).symlink_metadata().is_ok()
    }

    fn text(&self, path: &str) -> String {
        text_of(Path::new(path))
    }

    fn variable(&self, name: &str) -> String {
        std::env::var(name).unwrap_or_default()
    }

    fn output(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
        #[cfg(windows)]
        {
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
        }
        match command.output() {
            Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout).into_owned(),
            _ => String::new(),
        }
    }
}

/// Text of a file without spaces around it; empty if it cannot be read.
pub(crate) fn text_of(path: &Path) -> String {
    fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()).unwrap_or_default()
}
