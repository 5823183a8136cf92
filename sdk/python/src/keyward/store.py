"""Where a license is remembered, and the record that is kept there."""

import hashlib
import json
import math
import os
import secrets
import sys
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Protocol, Union

from .encoding import compact_json

_VERSION = 1
# Programs that run at the same time with one store.
_MAX_SLOTS = 64
_BORROWED_SLOT = 0
_MAX_TOKEN = 4096


class LicenseStore(Protocol):
    def read(self) -> Optional[str]:
        """The text that was written last; None for none."""

    def write(self, text: str) -> None: ...

    def delete(self) -> None: ...


class MemoryStore:
    """Forgets with the program."""

    def __init__(self, text: Optional[str] = None) -> None:
        self._text = text

    def read(self) -> Optional[str]:
        return self._text

    def write(self, text: str) -> None:
        self._text = text

    def delete(self) -> None:
        self._text = None


class FileStore:
    """A file that only its owner can read, replaced as a whole: neither a crash nor a second process leaves half of it."""

    def __init__(self, path: Union[str, Path]) -> None:
        self._path = Path(path).expanduser()

    def read(self) -> Optional[str]:
        try:
            return self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return None

    def write(self, text: str) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}.tmp")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self._path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def delete(self) -> None:
        self._path.unlink(missing_ok=True)

    def lock_session(self) -> "Optional[SessionLock]":
        """Takes the first file beside the store that no living process has locked; None if there is none."""
        locks = (self._lock_slot(slot) for slot in range(1, _MAX_SLOTS + 1))
        return next((lock for lock in locks if lock), None)

    def lock_borrowed(self) -> "Optional[SessionLock]":
        """Takes the file of the borrowed seat; None if another living process has it."""
        return self._lock_slot(_BORROWED_SLOT)

    def _lock_slot(self, slot: int) -> "Optional[SessionLock]":
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return SessionLock.on(self._path.with_name(f"{self._path.name}.session-{slot}"))


class SessionLock:
    """Keeps the token of a floating session as long as its process lives, and for the next one if it crashes."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def on(cls, path: Path) -> "Optional[SessionLock]":
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        return cls(handle)

    @property
    def left(self) -> Optional[str]:
        """Token of a session that was not given back."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, _MAX_TOKEN).decode("utf-8", "replace") or None

    def keep(self, token: Optional[str]) -> None:
        """``token``: None if the session has ended."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.ftruncate(self._handle, 0)
        os.write(self._handle, (token or "").encode())

    def unlock(self) -> None:
        """Also in a child of the process that locked it, which leaves the lock to its parent."""
        os.close(self._handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        # Beyond the token, because nobody can read what is locked.
        os.lseek(handle, _MAX_TOKEN, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True)
class OfflineRequest:
    """A request for a license file that a device without network shows."""

    nonce: str
    #: Local clock when it was made, in milliseconds since 1970.
    at: int


@dataclass(frozen=True)
class StoredSeat:
    """A floating seat that needs no server until its end."""

    #: Compact JWS of the last answer about its session.
    answer: str
    token: str


@dataclass(frozen=True)
class LicenseRecord:
    """Answer, file and proofs are signed; the time is sealed with them. The format is the same in all languages."""

    license_key: Optional[str] = None
    #: Compact JWS of the last answer.
    answer: Optional[str] = None
    #: License file as it was received.
    file: Optional[str] = None
    #: Latest time that was seen, in milliseconds since 1970.
    seen: int = 0
    proofs: List[str] = field(default_factory=list)
    #: Id of a device that has none of its own.
    device: Optional[str] = None
    #: The floating seat that is borrowed. It is signed, and not in the seal.
    borrowed: Optional[StoredSeat] = None
    #: License files, and sessions of borrowed seats, that were given up.
    released: List[str] = field(default_factory=list)
    #: The last request for a license file.
    request: Optional[OfflineRequest] = None
    #: Whether somebody changed what is sealed.
    is_edited: bool = False


def encode_record(record: LicenseRecord) -> str:
    fields = {
        "version": _VERSION,
        "licenseKey": record.license_key,
        "answer": record.answer,
        "file": record.file,
        "seen": record.seen,
        "keys": {"proofs": record.proofs},
        "device": record.device,
        "borrowed": asdict(record.borrowed) if record.borrowed else None,
        "released": record.released,
        "request": asdict(record.request) if record.request else None,
        "seal": _seal_of(record),
    }
    return compact_json({name: value for name, value in fields.items() if value is not None})


def decode_record(text: Optional[str]) -> LicenseRecord:
    """Never raises: the text may be anything."""
    fields = _object(_parsed(text))
    record = LicenseRecord(
        license_key=_text(fields.get("licenseKey")),
        answer=_text(fields.get("answer")),
        file=_text(fields.get("file")),
        seen=_milliseconds(fields.get("seen")),
        proofs=_texts(_object(fields.get("keys")).get("proofs")),
        device=_text(fields.get("device")),
        borrowed=_seat(_object(fields.get("borrowed"))),
        released=_texts(fields.get("released")),
        request=_request(_object(fields.get("request"))),
    )
    if text is None or (fields.get("version") == _VERSION and fields.get("seal") == _seal_of(record)):
        return record
    return replace(record, answer=None, file=None, borrowed=None, seen=0, request=None, is_edited=True)


# No secret: it notices an edited time. What bounds the use is in the signed answer.
def _seal_of(record: LicenseRecord) -> str:
    sealed: List[Any] = ["keyward", record.license_key, record.answer, record.file, record.seen, record.released]
    if record.request:
        sealed += [record.request.nonce, record.request.at]
    return hashlib.sha256(compact_json(sealed).encode("utf-8", "surrogatepass")).hexdigest()


def _parsed(text: Optional[str]) -> Any:
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def _object(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> Optional[str]:
    return value if isinstance(value, str) and value != "" else None


def _texts(value: Any) -> List[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _seat(fields: Dict[str, Any]) -> Optional[StoredSeat]:
    answer, token = _text(fields.get("answer")), _text(fields.get("token"))
    return StoredSeat(answer, token) if answer and token else None


def _request(fields: Dict[str, Any]) -> Optional[OfflineRequest]:
    nonce, at = fields.get("nonce"), fields.get("at")
    is_request = isinstance(nonce, str) and isinstance(at, int) and not isinstance(at, bool)
    return OfflineRequest(str(nonce), int(at or 0)) if is_request else None


def _milliseconds(value: Any) -> int:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return int(value) if is_number else 0
