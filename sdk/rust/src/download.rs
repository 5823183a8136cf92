//! Downloads a file, and hands it over only if size and sum are those that the server has signed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use ring::digest::{Context, SHA256};

use crate::calls::Calls;
use crate::distrust::Mismatch;
use crate::encoding::hex;
use crate::error::{Error, Result};
use crate::transport::Response;
use crate::updates::{FileAddress, UpdateFile};

const FAILURES: u32 = 5;
const MAX_REDIRECTS: usize = 5;
const CHUNK: usize = 1 << 16;

/// A file that is being downloaded.
pub(crate) struct Download<'a> {
    pub calls: &'a Calls,
    pub file: &'a UpdateFile,
    pub address: &'a FileAddress,
    pub license_key: Option<&'a str>,
    /// Gets the number of bytes that are there.
    pub on_progress: &'a mut dyn FnMut(u64),
}

impl Download<'_> {
    /// Goes on where an interrupted attempt has ended.
    pub fn to(mut self, path: &Path) -> Result<()> {
        let sum: String = self.file.sha256.chars().take(16).collect();
        // A part of another version is not used.
        let partial = with_ending(path, &format!(".{sum}.partial"));
        remove_others(path, &partial);
        let mut failures = 0;
        while size_of(&partial) < self.file.size {
            let before = size_of(&partial);
            if let Err(error) = self.receive(&partial) {
                failures = if size_of(&partial) > before { 1 } else { failures + 1 };
                if error.code() == "DOWNLOAD_CHANGED" || !error.is_unreachable() || failures >= FAILURES {
                    return Err(error);
                }
                thread::sleep(Duration::from_millis(250 << (failures - 1)));
            }
        }
        if size_of(&partial) != self.file.size || sha256_of(&partial)? != self.file.sha256 {
            return Err(changed(&partial));
        }
        Ok(fs::rename(&partial, path)?)
    }

    fn receive(&mut self, partial: &Path) -> Result<()> {
        let start = size_of(partial);
        let mut response = match self.open(start) {
            Err(error) if error.status() == Some(416) => return Err(changed(partial)),
            opened => opened?,
        };
        // A server sends the whole file if it has another one meanwhile, or knows no ranges.
        let range = response.header("content-range").unwrap_or_default();
        let goes_on = response.status == 206 && range.starts_with(&format!("bytes {start}-"));
        let mut options = OpenOptions::new();
        let mut target = options.create(true).write(true).append(goes_on).truncate(!goes_on).open(partial)?;
        let mut received = if goes_on { start } else { 0 };
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match response.body.read(&mut chunk) {
                Ok(0) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read.map_err(|error| Error::unreachable("NETWORK_ERROR", format!("The download stopped: {error}")))?,
            };
            received += read as u64;
            if received > self.file.size {
                return Err(changed(partial));
            }
            target.write_all(chunk.get(..read).unwrap_or_default())?;
            (self.on_progress)(received);
        }
        if received < self.file.size {
            return Err(Error::unreachable("NETWORK_ERROR", "The download ended early"));
        }
        Ok(())
    }

    fn open(&self, start: u64) -> Result<Response> {
        match self.address {
            FileAddress::OnServer(path) => self.calls.download(path, self.license_key, start, &self.file.sha256),
            FileAddress::Elsewhere(url) => self.open_elsewhere(url, start),
        }
    }

    /// Only over HTTPS, and without anything that identifies the program, its license or its device.
    fn open_elsewhere(&self, url: &str, start: u64) -> Result<Response> {
        let not_allowed = |reason: &str| Error::invalid("DOWNLOAD_NOT_ALLOWED", reason);
        let mut url = url.to_owned();
        for _ in 0..=MAX_REDIRECTS {
            if !url.to_ascii_lowercase().starts_with("https://") {
                return Err(not_allowed("A file outside of the license server is downloaded over HTTPS only"));
            }
            let headers = if start > 0 { vec![("range", format!("bytes={start}-"))] } else { Vec::new() };
            let response = self.calls.http.open_elsewhere(url.clone(), headers)?;
            match (response.status, response.header("location")) {
                (200..=299, _) => return Ok(response),
                (300..=399, Some(location)) => url = resolved(&url, location),
                (status, _) => return Err(Error::foreign_status(status, "The file cannot be downloaded from its address")),
            }
        }
        Err(not_allowed("The address of this file has too many redirects"))
    }
}

fn resolved(base: &str, location: &str) -> String {
    let host_end = base.match_indices('/').nth(2).map_or(base.len(), |(at, _)| at);
    let origin = base.get(..host_end).unwrap_or(base);
    if location.contains("://") {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("https:{location}")
    } else if location.starts_with('/') {
        format!("{origin}{location}")
    } else {
        let path = base.split(['?', '#']).next().unwrap_or(base);
        let folder = path.get(..path.rfind('/').unwrap_or(0)).filter(|folder| folder.len() >= origin.len()).unwrap_or(origin);
        format!("{folder}/{location}")
    }
}

/// Removes what is left of interrupted downloads of other versions, as far as it can.
fn remove_others(path: &Path, partial: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_left = |other: &str| {
        let sum = other.strip_prefix(&name).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".partial"));
        sum.is_some_and(|sum| sum.len() == 16 && sum.bytes().all(|each| matches!(each, b'0'..=b'9' | b'a'..=b'f')))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let other = entry.file_name();
        if other.to_str().is_some_and(is_left) && Some(other.as_os_str()) != partial.file_name() {
            // One that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

fn size_of(path: &Path) -> u64 {
    path.metadata().map_or(0, |file| file.len())
}

fn sha256_of(path: &Path) -> Result<String> {
    let (mut file, mut sum, mut chunk) = (File::open(path)?, Context::new(&SHA256), vec![0; CHUNK]);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hex(sum.finish())),
            read => sum.update(chunk.get(..read).unwrap_or_default()),
        }
    }
}

fn changed(partial: &Path) -> Error {
    // It is written anew if it cannot be removed.
    let _ = fs::remove_file(partial);
    Error::distrusted("DOWNLOAD_CHANGED", Mismatch::Download.into())
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn follows_redirects_as_browsers_do() {
        let base = "https://a.example/x/y?z#/w";
        for (location, expected) in [
            ("http://b.example/", "http://b.example/"),
            ("//b.example/q", "https://b.example/q"),
            ("/q", "https://a.example/q"),
            ("q", "https://a.example/x/q"),
        ] {
            assert_eq!(resolved(base, location), expected);
        }
        assert_eq!(resolved("https://a.example", "q"), "https://a.example/q");
    }
}
