"""Verified proof about the license of a program, kept in the store."""

from typing import List, Optional, Tuple, Union

from .errors import KeywardError
from .proof import SignedProof, Subject, Verifier
from .server import LeasedSession, lease_in
from .store import FileStore, LicenseRecord, LicenseStore, OfflineRequest, SessionLock, StoredSeat, decode_record, encode_record

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
        #: The floating seat that is borrowed.
        self.borrowed: Optional[LeasedSession] = None

    @property
    def proofs(self) -> List[SignedProof]:
        borrowed = self.borrowed.proof if self.borrowed else None
        return [proof for proof in (self.answer, self.file, borrowed) if proof]

    def note_session(self, session: LeasedSession) -> bool:
        """The last signed answer about a session decides whether it is borrowed. Whether the store has to know it."""
        before = self.borrowed
        if session.borrowed_until is not None and session.is_valid:
            self.borrowed = session
            return before is None or _identity(before) != _identity(session)
        return session.is_valid and self.return_seat(session.token)

    def return_seat(self, token: str) -> bool:
        """A session has ended, or is borrowed no longer. Whether it was the borrowed one."""
        if self.borrowed is None or self.borrowed.token != token:
            return False
        self._release(self.borrowed.id)
        self.borrowed = None
        return True

    @property
    def license(self) -> Optional[str]:
        """UUID of the license, from what the server said last."""
        return next((proof.license for proof in self.proofs if proof.license), None)

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

    def lock_borrowed(self) -> "Union[SessionLock, bool]":
        """The lock of the borrowed seat; False if another process has it, True where the store has none, or cannot be used."""
        try:
            return (self._store.lock_borrowed() or False) if isinstance(self._store, FileStore) else True
        except OSError:
            return True

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
            self.file = self.borrowed = None
        self.license_key = license_key
        self.answer = answer

    def use_file(self, license_key: str, file: SignedProof) -> None:
        """A refusal that is not newer than the file says nothing about it."""
        if license_key != self.license_key:
            self.answer = self.borrowed = None
        self.license_key = license_key
        self.file = file

    def forget(self) -> None:
        """The seat of this device was given up."""
        self._give_up_file()
        self.answer = self.borrowed = None
        self.license_key = None

    def verify_again(self) -> None:
        """Drops what was signed with a key that has been revoked."""
        if self.license_key is not None:
            subject = self._verifier.subject(self.license_key)
            self.answer = self._verifier.stored_answer(self.answer.text, subject) if self.answer else None
            self.file = self._verifier.stored_file(self.file.text, subject) if self.file else None
            self.borrowed = self._stored_seat(self.borrowed.proof.text, self.borrowed.token, subject) if self.borrowed else None

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
            borrowed=StoredSeat(self.borrowed.proof.text, self.borrowed.token) if self.borrowed else None,
            seen=seen,
            proofs=self._verifier.keys.proofs,
            device=self._device,
            released=self._released,
            request=self._request,
        )

    # By its id, so that neither its user nor the store brings it back.
    def _give_up_file(self) -> None:
        if self.file:
            self._release(self.file.jti)
            self.file = None

    def _release(self, identifier: str) -> None:
        self._released = (self._released + [identifier])[-_MAX_RELEASED:]

    def _adopt(self, record: LicenseRecord, license_key: str) -> None:
        subject = self._verifier.subject(license_key, self.license)
        answer = self._verifier.stored_answer(record.answer, subject) if record.answer else None
        self.answer = _newer(self.answer, answer)
        file = _newer(self.file, self._verifier.stored_file(record.file, subject))
        self.file = None if file is None or self.has_released(file) else file
        stored = record.borrowed
        seat = self._stored_seat(stored.answer, stored.token, subject) if stored else None
        if seat and (self.borrowed is None or seat.issued_at > self.borrowed.issued_at):
            self.borrowed = seat
        if self.borrowed and self.borrowed.id in self._released:
            self.borrowed = None

    def _stored_seat(self, answer: str, token: str, subject: Subject) -> Optional[LeasedSession]:
        proof = self._verifier.stored_answer(answer, subject)
        try:
            seat = lease_in(proof, token) if proof and proof.claims.get("op") == "session" else None
        except KeywardError:
            return None
        return seat if seat and seat.is_valid and seat.borrowed_until is not None else None


def _identity(session: LeasedSession) -> "Tuple[str, str, Optional[int]]":
    return session.id, session.token, session.borrowed_until


def _newer(known: Optional[SignedProof], stored: Optional[SignedProof]) -> Optional[SignedProof]:
    is_outdated = known is None or (stored is not None and stored.issued_at > known.issued_at)
    return stored if is_outdated else known
