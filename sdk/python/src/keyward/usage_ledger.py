"""Counts use without a connection, within what a file grants, and reports it."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Callable, Iterator, List, NamedTuple, Optional, Union

from .encoding import decode_parts, json_object
from .errors import KeywardError, invalid_option, usage_error
from .known_time import KnownTime
from .ledger_file import LedgerFile
from .license import local_milliseconds
from .program_file import (
    MAX_DECIMALS,
    Amount,
    ProgramFile,
    ProgramKey,
    amount_in,
    read_program_file,
    release_code_of,
    report_code,
    request_code,
    written_report,
)
from .public_keys import PublicKeys
from .signed import TrustedKeys

_MAX_SAFE_INTEGER = 2**53 - 1


class LedgerBalance(NamedTuple):
    """A meter or credit after a call. Amounts are decimal texts."""

    meter: str
    used: str
    #: Amount that the file grants for its whole time.
    granted: str
    left: str


def open_usage_ledger(
    *,
    product: str,
    keys: PublicKeys,
    directory: "Union[str, os.PathLike[str]]",
    file: Optional[str] = None,
    version: Optional[str] = None,
    now: Callable[[], int] = local_milliseconds,
) -> "UsageLedger":
    """Opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used.

    Raises KeywardError ``LEDGER_IN_USE`` while another process has it open, ``LICENSE_FILE_…`` for a file that is not for this
    program.

    :param product: reference of the product
    :param keys: public keys of the license server, as for ``open_license``
    :param directory: folder of the ledger, for one process at a time; it is made at need, readable by its owner alone
    :param file: text of the file that the server issued; the directory keeps it: a later start needs none, and a renewal replaces it
    :param version: version of the program, for the report
    :param now: local clock in milliseconds since 1970
    """
    try:
        trusted = TrustedKeys(keys)
    except ValueError as error:
        raise invalid_option(f"keys: {error}") from error
    folder = Path(directory).expanduser()
    given = None if file is None else read_program_file(file, trusted, product)
    ledger = LedgerFile(folder, now())
    try:
        time = KnownTime(now, ledger.state["at"])
        text = ledger.state["file"]
        stored = None if text is None else read_program_file(text, trusted, product)
        key = ProgramKey(folder, given.private_key if given and not stored else None)
        opened = UsageLedger(folder, ledger, time, key, stored)
        opened._begin(given, version)
        return opened
    except BaseException:
        ledger.close(now())
        raise


class UsageLedger:
    """A ledger that is open. Threads may share it."""

    def __init__(self, folder: Path, ledger: LedgerFile, time: KnownTime, key: ProgramKey, file: Optional[ProgramFile]) -> None:
        self._folder = folder
        self._ledger = ledger
        self._time = time
        self._key = key
        self._file = file
        self._turn = threading.Lock()
        self._is_closed = False

    def use(self, meter: str, amount: Union[int, str]) -> LedgerBalance:
        """Draws an amount, a whole number or decimal text above 0. When this has returned, the amount is on the disk.

        Raises KeywardError ``METER_EXHAUSTED``, ``RELAY_EXPIRED`` after the end of the file.
        """
        with self._open_turn():
            grant = self._usable_file().grants.get(meter)
            if grant is None:
                raise usage_error(f"The file grants nothing of {meter}", "METER_NOT_FOUND")
            drawn = amount_in(amount, grant.decimals)
            if drawn is None or drawn.parts == 0:
                raise usage_error(f"The amount must be above 0, with at most {grant.decimals} decimals")
            return self._draw(meter, grant, drawn.parts)

    def use_feature(self, feature: str, amount: int = 1) -> LedgerBalance:
        """Draws the credits that uses of a feature cost by the rates in the file.

        Raises KeywardError as ``use`` does, ``METER_NOT_FOUND`` for a feature without a rate.
        """
        with self._open_turn():
            file = self._usable_file()
            rate = file.rate_of(feature, self._time.now())
            if rate is None:
                raise usage_error(f"The file has no rate for {feature}", "METER_NOT_FOUND")
            if not isinstance(amount, int) or not 0 < amount <= _MAX_SAFE_INTEGER:
                raise usage_error("The amount must be a whole number above 0")
            return self._draw(rate.credit, file.grants[rate.credit], rate.cost.parts * amount)

    def balances(self) -> List[LedgerBalance]:
        """Balances of all meters in the file."""
        grants = self._file.grants if self._file else {}
        return [self._balance_of(meter, grant) for meter, grant in grants.items()]

    def report(self) -> str:
        """Signed report of the use since the last one, for the vendor. The directory keeps it as ``report-<number>.jws``."""
        with self._open_turn():
            return self._write()

    def code(self) -> str:
        """Writes the next report, and returns the code of its few numbers, which can be read over the telephone."""
        with self._open_turn():
            return report_code(json_object(decode_parts(self._write(), 3)[1]), self._known_file())

    def request(self, name: str) -> str:
        """Code with which the vendor issues a file for the key of this directory."""
        return request_code(self._key, name, token_urlsafe(12))

    def release(self) -> str:
        """Draws nothing more, and returns the code with which the vendor takes back what is left."""
        with self._open_turn():
            file = self._known_file()
            if not self._ledger.state["isReleased"]:
                self._append(released=True)
            return release_code_of(file, self._key)

    def close(self) -> None:
        """Lets another process open it."""
        with self._open_turn():
            self._is_closed = True
            self._ledger.close(self._time.now())

    def __enter__(self) -> "UsageLedger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Takes a file that is newer than the one before, and counts a start.
    def _begin(self, given: Optional[ProgramFile], version: Optional[str]) -> None:
        if self._file:
            self._time.saw_at_least(self._file.issued_at * 1000)
        if given:
            self._take(given)
        self._append(start={"version": version})
        self._keep_report()

    def _take(self, given: ProgramFile) -> None:
        if given.x != self._key.x or (self._file and self._file.id != given.id):
            raise usage_error("The file is for another program", "LICENSE_FILE_OTHER_DEVICE")
        if self._file and self._file.issued_at >= given.issued_at:
            return
        self._time.saw_at_least(given.issued_at * 1000)
        self._time.saw_new(given.issued_at * 1000, None)
        self._append(file=given.text)
        self._file = given

    def _draw(self, meter: str, grant: Amount, parts: int) -> LedgerBalance:
        total = Amount(self._used_of(meter) + parts, grant.decimals)
        if total.parts > grant.parts:
            self._append(refused=meter)
            raise KeywardError("METER_EXHAUSTED", f"Only {self._balance_of(meter, grant).left} of {meter} is left")
        self._append(use=meter, total=str(total))
        return self._balance_of(meter, grant)

    def _write(self) -> str:
        state = self._ledger.state
        to = max(state["from"], self._time.now() // 1000)
        if state["report"] is not None and to == state["from"]:
            return str(state["report"])
        report = written_report(state, self._known_file(), to, self._key)
        self._append(report=report, to=to)
        self._keep_report()
        return report

    # A process may have ended between the entry and the file.
    def _keep_report(self) -> None:
        state = self._ledger.state
        if state["report"] is not None:
            path = self._folder / f"report-{state['seq']:06}.jws"
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(state["report"] + "\n")

    def _usable_file(self) -> ProgramFile:
        file = self._known_file()
        if self._ledger.state["isReleased"]:
            raise usage_error("The amounts of this file were given back", "LICENSE_FILE_RELEASED")
        end = (file.ends_at + 1) * 1000
        if self._time.now() < end:
            return file
        if self._time.is_turned_back and self._time.reading < end:
            message = "The clock was ahead once, or is behind now: correct it, and take a renewed file"
            raise usage_error(message, "CLOCK_WAS_AHEAD")
        raise usage_error("The file has ended: take a renewed one", "RELAY_EXPIRED")

    def _known_file(self) -> ProgramFile:
        if self._file is None:
            raise usage_error("The ledger has no file yet", "LICENSE_FILE_MISSING")
        return self._file

    def _used_of(self, meter: str) -> int:
        used = amount_in(self._ledger.state["used"].get(meter, "0"), MAX_DECIMALS)
        return used.parts if used else 0

    def _balance_of(self, meter: str, grant: Amount) -> LedgerBalance:
        used = self._used_of(meter)
        used_text, granted, left = (str(Amount(max(0, parts), grant.decimals)) for parts in (used, grant.parts, grant.parts - used))
        return LedgerBalance(meter, used_text, granted, left)

    def _append(self, **entry: Any) -> None:
        self._ledger.append({**entry, "at": self._time.now()})

    # Calls take turns.
    @contextmanager
    def _open_turn(self) -> Iterator[None]:
        with self._turn:
            if self._is_closed:
                raise usage_error("The ledger is closed", "LICENSE_CLOSED")
            yield
