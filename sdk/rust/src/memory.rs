//! Verified proof about the license of a program, kept in the store.

use std::io;
use std::sync::Arc;

use crate::calendar::SECOND;
use crate::knowledge::Knowledge;
use crate::proof::{SignedProof, Verifier};
use crate::record::{BorrowedRecord, LicenseRecord, OfflineRequest, decode_record, encode_record};
use crate::store::LicenseStore;

const MAX_RELEASED: usize = 20;

type Proof = Option<Arc<SignedProof>>;

pub(crate) struct LicenseMemory {
    pub store: Box<dyn LicenseStore>,
    pub license_key: Option<String>,
    pub answer: Proof,
    pub file: Proof,
    /// The answer that lends a floating seat.
    pub borrowed: Proof,
    borrowed_token: String,
    released: Vec<String>,
    device: Option<String>,
    request: Option<OfflineRequest>,
    /// Whether the user has given the license up in this process.
    has_forgotten: bool,
}

impl LicenseMemory {
    pub fn new(store: Box<dyn LicenseStore>) -> Self {
        LicenseMemory {
            store,
            license_key: None,
            answer: None,
            file: None,
            borrowed: None,
            borrowed_token: String::new(),
            released: Vec::new(),
            device: None,
            request: None,
            has_forgotten: false,
        }
    }

    /// UUID of the license, of what the server said last.
    pub fn license(&self) -> Option<String> {
        let (answer, file, borrowed) = (self.answer.clone(), self.file.clone(), self.borrowed.clone());
        Knowledge { answer, file, borrowed, ..Knowledge::default() }.license().map(str::to_owned)
    }

    /// The last request for a license file that no file has answered.
    pub fn request(&self) -> Option<&OfflineRequest> {
        let answered = self.file.as_ref().and_then(|file| file.request.as_ref());
        self.request.as_ref().filter(|request| Some(&request.nonce) != answered)
    }

    pub fn remember_request(&mut self, request: OfflineRequest) {
        self.request = Some(request);
    }

    /// Whether it was signed later than all that is known.
    pub fn is_new(&self, file: &SignedProof) -> bool {
        self.proofs().all(|proof| file.issued_at > proof.issued_at)
    }

    pub fn proofs(&self) -> impl Iterator<Item = &Arc<SignedProof>> {
        [&self.answer, &self.file, &self.borrowed].into_iter().flatten()
    }

    pub fn has_released(&self, id: &str) -> bool {
        self.released.iter().any(|released| released == id)
    }

    /// Takes over what a record holds and what still verifies.
    pub fn recall(&mut self, verifier: &Verifier, record: &LicenseRecord, license_key: Option<String>, device: Option<String>) {
        self.device = device;
        self.released.clone_from(&record.released);
        self.request.clone_from(&record.request);
        self.license_key = license_key;
        self.adopt(verifier, record);
    }

    /// Takes over newer proof that another process of this program has stored, and its license key if none is known.
    pub fn refresh(&mut self, verifier: &Verifier) -> io::Result<()> {
        let (record, _) = decode_record(self.store.read()?.as_deref());
        if self.request.is_none() {
            self.request.clone_from(&record.request);
        }
        if self.license_key.is_none() && !self.has_forgotten {
            self.license_key.clone_from(&record.license_key);
        }
        if self.license_key.is_some() && record.license_key == self.license_key {
            for id in &record.released {
                self.release(id);
            }
            self.adopt(verifier, &record);
        }
        Ok(())
    }

    /// The last that the server said about this key.
    pub fn remember(&mut self, license_key: &str, answer: SignedProof) {
        if answer.revokes_file {
            self.give_up_file();
        }
        if self.license_key.as_deref() != Some(license_key) {
            self.file = None;
            self.forget_borrowed();
        }
        self.license_key = Some(license_key.to_owned());
        self.answer = Some(Arc::new(answer));
    }

    /// A refusal that is not newer than the file says nothing about it.
    pub fn use_file(&mut self, license_key: &str, file: SignedProof) {
        if self.license_key.as_deref() != Some(license_key) {
            self.answer = None;
            self.forget_borrowed();
        }
        self.license_key = Some(license_key.to_owned());
        self.file = Some(Arc::new(file));
    }

    /// A heartbeat that changes nothing is not taken over.
    pub fn remember_borrowed(&mut self, answer: Arc<SignedProof>, token: &str) {
        let terms = |proof: &SignedProof| proof.session.as_ref().map(|session| (session.id.clone(), session.borrowed_until));
        let is_same = self.borrowed.as_ref().is_some_and(|known| terms(known) == terms(&answer));
        if !is_same || self.borrowed_token != token {
            self.forget_borrowed();
            self.borrowed = Some(answer);
            self.borrowed_token = token.to_owned();
        }
    }

    /// Token of the session that is borrowed.
    pub fn borrowed_token(&self) -> Option<&str> {
        self.borrowed.as_ref().map(|_| self.borrowed_token.as_str())
    }

    /// The session that is borrowed now, and when it ends.
    pub fn lent(&self, now: i64) -> Option<(String, i64)> {
        let session = self.borrowed.as_ref()?.session.as_ref()?;
        let end = session.borrowed_until?.saturating_add(SECOND);
        (now < end).then(|| (session.id.clone(), end))
    }

    /// Id of the relay that has lent the borrowed seat.
    pub fn lender(&self) -> Option<String> {
        Some(self.borrowed.as_ref()?.relay.as_ref()?.id().to_owned())
    }

    /// By the id of its answer, so that no other process brings it back.
    pub fn forget_borrowed(&mut self) {
        if let Some(answer) = self.borrowed.take() {
            self.release(&answer.jti);
        }
    }

    /// The seat of this device was given up.
    pub fn forget(&mut self) {
        self.give_up_file();
        self.forget_borrowed();
        self.answer = None;
        self.license_key = None;
        self.has_forgotten = true;
    }

    /// Drops what was signed with a key that has been revoked.
    pub fn verify_again(&mut self, verifier: &Verifier) {
        let Some(key) = &self.license_key else {
            return;
        };
        let subject = verifier.subject(key, None);
        self.answer.take_if(|answer| verifier.stored_answer(&answer.text, &subject).is_none());
        self.borrowed.take_if(|answer| verifier.stored_answer(&answer.text, &subject).is_none());
        self.file.take_if(|file| verifier.file(&file.text, &subject).is_err());
    }

    /// Stores what is known, with what another process has stored meanwhile if that is newer.
    pub fn save(&mut self, verifier: &Verifier, seen: i64) -> io::Result<()> {
        self.refresh(verifier)?;
        self.replace(verifier, seen)
    }

    /// Stores what is known, whatever the store holds.
    pub fn replace(&self, verifier: &Verifier, seen: i64) -> io::Result<()> {
        // A yes that may not be used without the server is no use at the next start.
        let useful = self.answer.as_ref().filter(|answer| !answer.is_valid || answer.offline_until.is_some());
        let token = &self.borrowed_token;
        let borrowed = self.borrowed.as_ref();
        self.store.write(&encode_record(&LicenseRecord {
            license_key: self.license_key.clone(),
            answer: useful.map(|answer| answer.text.clone()),
            file: self.file.as_ref().map(|file| file.text.clone()),
            borrowed: borrowed.map(|proof| BorrowedRecord { answer: proof.text.clone(), token: token.clone() }),
            seen,
            proofs: verifier.keys.proofs().to_vec(),
            device: self.device.clone(),
            released: self.released.clone(),
            request: self.request.clone(),
        }))
    }

    // By its id, so that neither its user nor the store brings it back.
    fn give_up_file(&mut self) {
        if let Some(file) = self.file.take() {
            self.release(&file.jti);
        }
    }

    fn release(&mut self, id: &str) {
        if !self.has_released(id) {
            self.released.push(id.to_owned());
            let excess = self.released.len().saturating_sub(MAX_RELEASED);
            self.released.drain(..excess);
        }
    }

    fn adopt(&mut self, verifier: &Verifier, record: &LicenseRecord) {
        let Some(key) = &self.license_key else {
            return;
        };
        let subject = verifier.subject(key, self.license().as_deref());
        let answer = record.answer.as_ref().and_then(|text| verifier.stored_answer(text, &subject));
        let file = record.file.as_ref().and_then(|text| verifier.file(text, &subject).ok());
        let lent = record.borrowed.as_ref().and_then(|stored| {
            let answer = verifier.stored_answer(&stored.answer, &subject)?;
            let is_lent = answer.is_valid && answer.session.as_ref()?.borrowed_until.is_some();
            is_lent.then_some((answer, &stored.token))
        });
        adopt_newer(&mut self.answer, answer);
        adopt_newer(&mut self.file, file);
        let Self { file, borrowed, released, borrowed_token, .. } = self;
        file.take_if(|file| released.contains(&file.jti));
        borrowed.take_if(|answer| released.contains(&answer.jti));
        if let Some((answer, token)) = lent.filter(|(answer, _)| !released.contains(&answer.jti))
            && adopt_newer(borrowed, Some(answer))
        {
            borrowed_token.clone_from(token);
        }
    }
}

fn adopt_newer(known: &mut Proof, stored: Option<SignedProof>) -> bool {
    let Some(stored) = stored else {
        return false;
    };
    let is_newer = known.as_ref().is_none_or(|known| stored.issued_at > known.issued_at);
    if is_newer {
        *known = Some(Arc::new(stored));
    }
    is_newer
}
