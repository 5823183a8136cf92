"""Verified proof about the license of a program, kept in the store."""

from typing import List, Optional

from .proof import SignedProof, Verifier
from .store import FileStore, LicenseRecord, LicenseStore, OfflineRequest, SessionLock, decode_record, encode_record

_MAX_RELEASED = 20


class LicenseMemory:
    def __init__(self, store: LicenseStore, verifier: Verifier) -> None:
        self._store = store
        self._verifier = verifier
        self._released: List[str] = []
        self._device: Optional[str] = None
        self._request: Optional[OfflineRequest] = None
        self.license_key: Optional[str] = None
        self.answer: Optional[SignedProof] = None
        self.file: Optional[SignedProof] = None

    @property
    def license(self) -> Optional[str]:
        """UUID of the license, from what the server said last."""
        return (self.answer and self.answer.license) or (self.file and self.file.license) or None

    @property
    def request(self) -> Optional[OfflineRequest]:
        """The last request for a license file that no file has answered."""
        is_answered = self._request and self.file and self.file.request == self._request.nonce
        return None if is_answered else self._request

    def remember_request(self, request: OfflineRequest) -> None:
        self._request = request

    def is_new(self, file: SignedProof) -> bool:
        """Whether it was signed later than all that is known."""
        return all(file.issued_at > proof.issued_at for proof in (self.answer, self.file) if proof)

    def lock_session(self) -> Optional[SessionLock]:
        """None where the store has none, or cannot be used."""
        try:
            return self._store.lock_session() if isinstance(self._store, FileStore) else None
        except OSError:
            return None

    def has_released(self, file: SignedProof) -> bool:
        return file.jti in self._released

    def recall(self, record: LicenseRecord, license_key: Optional[str], device: Optional[str]) -> None:
        """Takes over what a record holds and what still verifies."""
        self._device = device
        self._released = list(record.released)
        self._request = record.request
        self.license_key = license_key
        if license_key is not None:
            self._adopt(record, license_key)

    def refresh(self) -> None:
        """Takes over newer proof that another process of this program has stored."""
        record = decode_record(self._store.read())
        self._request = self._request or record.request
        if self.license_key is not None and record.license_key == self.license_key:
            self._released = list(dict.fromkeys(self._released + record.released))[-_MAX_RELEASED:]
            self._adopt(record, self.license_key)

    def remember(self, license_key: str, answer: SignedProof) -> None:
        """What the server said last about this key."""
        if answer.revokes_file:
            self._give_up_file()
        if license_key != self.license_key:
            self.file = None
        self.license_key = license_key
        self.answer = answer

    def use_file(self, license_key: str, file: SignedProof) -> None:
        """A refusal that is not newer than the file says nothing about it."""
        if license_key != self.license_key:
            self.answer = None
        self.license_key = license_key
        self.file = file

    def forget(self) -> None:
        """The seat of this device was given up."""
        self._give_up_file()
        self.answer = None
        self.license_key = None

    def verify_again(self) -> None:
        """Drops what was signed with a key that has been revoked."""
        if self.license_key is not None:
            subject = self._verifier.subject(self.license_key)
            self.answer = self._verifier.stored_answer(self.answer.text, subject) if self.answer else None
            self.file = self._verifier.stored_file(self.file.text, subject) if self.file else None

    def save(self, seen: int) -> None:
        """Stores what is known, with what another process has stored meanwhile if that is newer."""
        self.refresh()
        self.replace(seen)

    def replace(self, seen: int) -> None:
        """Stores what is known, whatever the store holds."""
        self._store.write(encode_record(self._record(seen)))

    def _record(self, seen: int) -> LicenseRecord:
        answer = self.answer
        # A yes that may not be used without the server is no use at the next start.
        is_useless = answer is None or (answer.is_valid and answer.offline_until is None)
        return LicenseRecord(
            license_key=self.license_key,
            answer=None if is_useless or answer is None else answer.text,
            file=self.file.text if self.file else None,
            seen=seen,
            proofs=self._verifier.keys.proofs,
            device=self._device,
            released=self._released,
            request=self._request,
        )

    # By its id, so that neither its user nor the store brings it back.
    def _give_up_file(self) -> None:
        if self.file:
            self._released = (self._released + [self.file.jti])[-_MAX_RELEASED:]
            self.file = None

    def _adopt(self, record: LicenseRecord, license_key: str) -> None:
        subject = self._verifier.subject(license_key, self.license)
        answer = self._verifier.stored_answer(record.answer, subject) if record.answer else None
        self.answer = _newer(self.answer, answer)
        file = _newer(self.file, self._verifier.stored_file(record.file, subject))
        self.file = None if file is None or self.has_released(file) else file


def _newer(known: Optional[SignedProof], stored: Optional[SignedProof]) -> Optional[SignedProof]:
    is_outdated = known is None or (stored is not None and stored.issued_at > known.issued_at)
    return stored if is_outdated else known
