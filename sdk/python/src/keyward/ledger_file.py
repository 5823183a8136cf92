"""The files of a usage ledger, in one form for all languages: lines of JSON, each of which counts when it is on the disk."""

import json
import os
import re
import secrets
import socket
import sys
import uuid
from datetime import datetime, timezone
from functools import reduce
from pathlib import Path
from typing import Any, Dict, List, Optional, Set

from .encoding import compact_json
from .errors import KeywardError, usage_error

State = Dict[str, Any]
Entry = Dict[str, Any]

_NAME = re.compile(r"ledger-(\d{6,12})\.jsonl")
_MAX_VERSIONS = 100
_MAX_DAYS = 400
#: Directories whose ledgers this process has open.
_open: Set[Path] = set()


class LedgerFile:
    """Each opening makes the next file, which begins with the sum of the one before it.

    A process that another one has replaced sees the next file after each entry that it writes, and does not answer: so no entry
    counts that the next file does not have.
    """

    state: State
    _handle: int
    _length: int
    #: Entries may be in the file that the state does not have.
    _is_lost = False

    def __init__(self, directory: Path, now: int) -> None:
        """Raises KeywardError ``LEDGER_IN_USE`` while another process of this computer has it open."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory = directory.resolve()
        newest = max(_numbers_in(self._directory), default=0)
        self._refuse_in_use(newest)
        self._number = newest + 1
        self._path = self._path_of(self._number)
        owner = {"pid": os.getpid(), "started": _start_of(os.getpid()), "host": socket.gethostname()}
        _create(self._path, compact_json({"owner": owner}) + "\n")
        try:
            self._begin(now)
        except BaseException:
            self._path.unlink(missing_ok=True)
            raise
        _open.add(self._directory)

    def append(self, entry: Entry) -> None:
        """Writes an entry to the disk. It counts when this has returned."""
        if self._is_lost:
            raise _in_use(self._directory)
        self._is_lost = True
        try:
            self._write(entry)
        except OSError:
            os.ftruncate(self._handle, self._length)
            self._is_lost = False
            raise
        if not self._path.exists() or self._path_of(self._number + 1).exists():
            raise _in_use(self._directory)
        self._is_lost = False
        self.state = applied(self.state, entry)

    def close(self, at: int) -> None:
        _open.discard(self._directory)
        try:
            self.append({"at": at, "closed": True})
        finally:
            os.close(self._handle)

    # After the file exists, the process before this one answers nothing more: what it had answered is in its file.
    def _begin(self, now: int) -> None:
        numbers = _numbers_in(self._directory)
        if max(numbers, default=0) != self._number:
            raise _in_use(self._directory)  # Others may have opened it since it was seen, and have removed files.
        before = [number for number in numbers if number != self._number]
        self.state = _begun(self._directory, now, self._newest_state(before))
        self._handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            self._length = self._path.stat().st_size
            self._write({"state": self.state})
            _sync_folder(self._directory)
            for number in before:
                self._path_of(number).unlink(missing_ok=True)
        except BaseException:
            os.close(self._handle)
            raise

    def _write(self, line: Entry) -> None:
        data = (compact_json(line) + "\n").encode()
        written = 0
        while written < len(data):
            written += os.write(self._handle, data[written:])
        os.fsync(self._handle)
        self._length += len(data)

    def _refuse_in_use(self, number: int) -> None:
        lines = self._lines_of(number)
        if not lines or "closed" in lines[-1] or lines[0]["owner"]["host"] != socket.gethostname():
            return
        if _is_alive(lines[0]["owner"], self._directory in _open):
            raise _in_use(self._directory)

    def _newest_state(self, numbers: List[int]) -> Optional[State]:
        for number in reversed(numbers):
            lines = self._lines_of(number)
            if len(lines) > 1:  # A process may have ended before it wrote its first state.
                state: State = lines[1]["state"]
                return reduce(applied, lines[2:], state)
        return None

    # A line without its end was never answered.
    def _lines_of(self, number: int) -> List[Entry]:
        try:
            text = self._path_of(number).read_text(encoding="utf-8")
            return [json.loads(line) for line in text.split("\n")[:-1]]
        except FileNotFoundError:
            return []
        except ValueError as error:
            raise usage_error(f"A file of the ledger in {self._directory} is damaged", "LEDGER_DAMAGED") from error

    def _path_of(self, number: int) -> Path:
        return self._directory / f"ledger-{number:06}.jsonl"


def applied(state: State, entry: Entry) -> State:
    """The state after an entry."""
    at = entry["at"]
    after = {**state, "at": max(state["at"], at), "days": _with_last(state["days"], _day_of(at), _MAX_DAYS)}
    if "start" in entry:
        versions = _with_last(state["versions"], entry["start"]["version"], _MAX_VERSIONS)
        return {**after, "starts": state["starts"] + 1, "versions": versions}
    if "file" in entry:
        # What is signed outweighs a clock that was ahead.
        return {**after, "file": entry["file"], "isReleased": False, "at": at}
    if "use" in entry:
        return {**after, "used": {**state["used"], entry["use"]: entry["total"]}}
    if "refused" in entry:
        return {**after, "refused": state["refused"] + 1}
    if "report" in entry:
        kept = {"days": [_day_of(at)], "versions": state["versions"][-1:], "reported": state["used"], "starts": 0, "refused": 0}
        return {**after, **kept, "seq": state["seq"] + 1, "report": entry["report"], "from": entry["to"]}
    return {**after, "isReleased": True} if "released" in entry else after


# A copied directory goes on with another name, which its reports tell.
def _begun(directory: Path, now: int, before: Optional[State]) -> State:
    place, boot = str(directory.stat().st_ino), str(uuid.uuid4())
    if before:
        return before if before["place"] == place else {**before, "place": place, "boot": boot}
    counts = {"at": 0, "seq": 0, "from": now // 1000, "starts": 0, "refused": 0}
    empty: State = {"file": None, "report": None, "used": {}, "reported": {}, "versions": [], "days": []}
    return {**empty, "isReleased": False, "place": place, "boot": boot, **counts}


def _with_last(texts: List[str], text: Optional[str], most: int) -> List[str]:
    return texts if text is None else [*(each for each in texts if each != text), text][-most:]


def _day_of(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, timezone.utc).strftime("%Y-%m-%d")


def _numbers_in(directory: Path) -> List[int]:
    names = (_NAME.fullmatch(path.name) for path in directory.iterdir())
    return sorted(int(name[1]) for name in names if name)


# Makes a file with its text at once, or refuses if there is one.
def _create(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    try:
        write_new(draft, text)
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            write_new(path, text)  # The file system knows no second names.
    except FileExistsError:
        raise _in_use(path) from None
    finally:
        draft.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Readable by its owner alone. Raises FileExistsError if there is one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


# So that the name of a new file survives a loss of power.
def _sync_folder(directory: Path) -> None:
    if sys.platform != "win32":
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_alive(owner: Dict[str, Any], is_ours: bool) -> bool:
    pid, started, now = owner["pid"], owner["started"], _start_of(owner["pid"])
    if pid == os.getpid() and (started is None or now is None):
        return is_ours
    return pid > 0 and _is_running(pid) and (started is None or now is None or started == now)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":  # There, a signal of 0 would end it.
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x100000, False, pid)
        is_running = bool(handle) and kernel.WaitForSingleObject(handle, 0) != 0
        kernel.CloseHandle(handle)
        return is_running
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True  # Another user's process may not be asked.
    except OSError:
        return False
    return True


# When a process started, as Linux tells it; None elsewhere.
def _start_of(pid: int) -> Optional[str]:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return None
    return stat[stat.rindex(")") + 2 :].split(" ")[19]


def _in_use(path: Path) -> KeywardError:
    return usage_error(f"Another process uses the ledger in {path}", "LEDGER_IN_USE")
