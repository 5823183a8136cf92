//! Devices without network.

use crate::calendar::SECOND;
use crate::error::{Error, Result};
use crate::license_file::{offline_request, release_code};
use crate::monitor::Monitor;
use crate::proof::SignedProof;
use crate::record::OfflineRequest;
use crate::server::nonce;

const AIR_GAP_NONCE: usize = 16;

impl Monitor {
    /// Uses a license file until it ends.
    pub fn use_file(&mut self, text: &str, license_key: Option<&str>) -> Result<()> {
        let key = self.key_or(license_key)?;
        let verifier = &self.server.verifier;
        let file = verifier.file(text, &verifier.subject(&key, None)).map_err(Error::unusable_file)?;
        if self.memory.has_released(&file.jti) {
            return Err(Error::invalid("LICENSE_FILE_RELEASED", "The seat of this license file was given up"));
        }
        self.take_time_of(&file);
        self.check_end(&file)?;
        self.memory.use_file(&key, file);
        self.save();
        Ok(())
    }

    /// The text that asks for a license file. It stays the same until a file answers it.
    pub fn offline_request(&mut self, license_key: Option<&str>, fingerprint: &str) -> Result<String> {
        let key = self.key_or(license_key)?;
        let request = match self.memory.request() {
            Some(request) => request.clone(),
            None => OfflineRequest { nonce: nonce(AIR_GAP_NONCE)?, at: self.time.local_now() },
        };
        let text = offline_request(&key, fingerprint, &request.nonce);
        self.memory.remember_request(request);
        self.save();
        Ok(text)
    }

    /// Gives up the license file, and returns the code that proves it.
    pub fn release_offline(&mut self, fingerprint: &str) -> Result<String> {
        let file = self.memory.file.clone().filter(|file| !file.is_for_any_device);
        let file = file.ok_or_else(|| Error::invalid("LICENSE_FILE_MISSING", "There is no license file of this device"))?;
        let code = release_code(&self.key_or(None)?, fingerprint, &file.jti);
        self.forget();
        Ok(code)
    }

    fn take_time_of(&self, file: &SignedProof) {
        self.time.saw_at_least(file.issued_at);
        if self.memory.is_new(file) {
            let request = self.memory.request().filter(|request| Some(&request.nonce) == file.request.as_ref());
            self.time.saw_new(file.issued_at, request.map(|request| request.at));
        }
    }

    fn check_end(&self, file: &SignedProof) -> Result<()> {
        let end = file.ends_at.saturating_add(SECOND);
        if self.time.now() < end {
            return Ok(());
        }
        if self.time.is_turned_back() && self.time.reading() < end {
            let message = "The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made \
                           for a new request";
            return Err(Error::invalid("CLOCK_WAS_AHEAD", message));
        }
        Err(Error::invalid("LICENSE_FILE_EXPIRED", "The license file has ended"))
    }
}
