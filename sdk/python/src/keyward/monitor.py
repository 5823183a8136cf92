"""Keeps the state of a license up to date, and asks the server when it is time to."""

from datetime import datetime
from typing import Callable, List, Optional

from .background import BackgroundWorker
from .calls import Calls
from .device import STORE_NOT_WRITABLE, LicenseWarning, add_warning
from .errors import KeywardError, usage_error
from .known_time import KnownTime
from .lending import check_lender
from .memory import LicenseMemory
from .proof import SignedProof, Verifier
from .relay import Relay
from .schedule import ContactSchedule
from .server import LicenseServer
from .session import FloatingSeat
from .state import Knowledge, LicenseState, instant, state_of

_SECOND = 1_000
_WITHOUT_KEY = 60_000


class LicenseMonitor(BackgroundWorker):
    """Its methods can be called from any thread, and in a process that was forked."""

    def __init__(
        self,
        *,
        product: str,
        fingerprint: str,
        environment: Optional[str],
        warnings: List[LicenseWarning],
        license_key: Optional[str],
        is_floating: bool,
        longest_grace: float,
        memory: LicenseMemory,
        calls: Calls,
        verifier: Verifier,
        time: KnownTime,
        local_clock: Callable[[], int],
    ) -> None:
        self.fingerprint = fingerprint
        #: Environment of the program, as the server gets it; None if the platform does not say.
        self.environment = environment
        #: To be mended before the program is shipped. The logger ``keyward`` has them when the store is new.
        self.warnings = warnings
        #: What went wrong last, also in the background; None after a good answer.
        self.last_error: Optional[Exception] = None
        self._product = product
        self._given_key = license_key
        self._is_floating = is_floating
        self._longest_grace = longest_grace
        self._memory = memory
        self._calls = calls
        self._verifier = verifier
        self._time = time
        self._server = LicenseServer(calls, verifier, local_clock)
        self._schedule = ContactSchedule(time.now, longest_grace)
        self._schedule.recalled(memory.answer)
        self._seat = FloatingSeat(self._server, time.now, self._key_or, memory, calls.end_session, self._save)
        self._listeners: List[Callable[[LicenseState], None]] = []
        self._announced: Optional[LicenseState] = None
        super().__init__()

    @property
    def state(self) -> LicenseState:
        """What the program may do now."""
        self._enter_process()
        return self._state(self._seat.status if self._is_floating else None)

    @property
    def license_key(self) -> Optional[str]:
        """The license key that is known; None if the user has to type it."""
        return self._memory.license_key

    @property
    def borrowed_until(self) -> Optional[datetime]:
        """Until when the floating seat of this device needs no server; None if it is not borrowed."""
        until = self._memory.borrowed.borrowed_until if self._memory.borrowed else None
        return instant(until) if until is not None and self._time.now() < until + _SECOND else None

    @property
    def relay(self) -> Optional[Relay]:
        """The relay in the customer's network that gave the last answer; None for the vendor's server."""
        answer = self._memory.answer
        return answer.relay.shown if answer and answer.relay else None

    def on_change(self, listener: Callable[[LicenseState], None]) -> None:
        """Calls the listener with each new state, also from the thread that asks the server in the background."""
        self._listeners.append(listener)

    def open(self, background: bool, is_new_device: bool) -> None:
        with self._turn:
            if is_new_device:
                # An offline request of the first start holds at the next one, too.
                self._save()
            self._schedule.notice_clock(self._time.is_turned_back)
            if self._is_floating and self._state(None).usable:
                self._start_seat()
            elif self._memory.license_key is not None and (not self.state.usable or self._schedule.is_due):
                self._check()
            self._announced = self.state
        self._has_background = background
        if background:
            self._start_worker(self._delay())

    def check(self) -> LicenseState:
        """Asks the server now. Returns the state also if nobody answers."""
        with self._change:
            return self._check()

    def _check(self) -> LicenseState:
        with self._turn:
            memory = self._memory
            if memory.license_key is None:
                return self.state
            try:
                return self._accept(memory.license_key, self._ask(memory.license_key))
            except KeywardError as error:
                self._failed(error)
                return self._settle()

    def _ask(self, license_key: str) -> SignedProof:
        if self._schedule.is_postponed:
            return self._server.activate(license_key)
        answer = self._server.validate(license_key, self._memory.license, self._memory.file)
        check_lender(self._memory.borrowed, answer, self._time.now())
        return answer

    def _activate(self, license_key: str) -> LicenseState:
        """If the server postpones the activation of the known key, the next check tries it again."""
        self._seat.has_given_up = False
        try:
            answer = self._server.activate(license_key)
        except KeywardError as error:
            if license_key == self._memory.license_key and self._schedule.postpones(error):
                self._settle()
            raise
        return self._accept(license_key, answer)

    def wake(self) -> None:
        """Does what is due. The background thread calls it; a program without one calls it now and then."""
        with self._turn:
            self._adopt_stored()
            self._schedule.notice_clock(self._time.is_turned_back)
            if self._seat.is_due:
                self._renew_seat()
            if self._memory.license_key is not None and self._schedule.is_due:
                self._check()
                return
            if not self._seat.is_waiting:
                self._start_seat()
            self._settle()

    def close(self) -> None:
        """Ends the session, unless it is borrowed, and the background thread. ``state`` can still be read."""
        self._enter_process()
        self._is_closed = True
        self._wakeup.set()
        with self._turn:
            self._give_up(self._seat.close)
            self._save()

    def _enter_child(self) -> None:
        """The floating seat is the parent's."""
        self._seat.forget()
        if self._has_background and not self._is_closed:
            self._start_worker(0 if self._is_floating else self._delay())

    def _failed(self, error: Exception) -> None:
        self._schedule.failed(error)
        self._report(error)

    def _delay(self) -> float:
        if self._memory.license_key is None:
            return _WITHOUT_KEY
        state = self.state
        boundary = state.until.timestamp() * _SECOND + _SECOND if state.until else None
        renewal = self._seat.next
        ends = [each for each in (boundary, renewal) if each is not None]
        return self._schedule.delay(min(ends) if ends else None)

    def _accept(self, license_key: str, answer: SignedProof) -> LicenseState:
        if license_key != self._memory.license_key:
            # It holds a seat of another license.
            self._end_seat()
        # The clock of a relay is its customer's: it sets no clock back.
        if not answer.relay or answer.issued_at > self._time.now():
            self._time.trust_time(answer.issued_at)
        self._memory.remember(license_key, answer)
        self._schedule.answered(answer)
        self.last_error = None
        self._memory.verify_again()
        self._start_seat()
        return self._settle()

    def _start_seat(self) -> None:
        if self._is_closed or not self._is_floating:
            return
        if not self._state(None).usable:
            self._seat.stop_waiting()
            return
        if self._seat.has_given_up:
            return
        try:
            self._seat.start(self._memory.license)
        except KeywardError as error:
            self._report(error)

    def _renew_seat(self) -> None:
        try:
            lease = self._seat.renew(self._memory.license)
            if not lease.is_valid or self._schedule.is_unanswered:
                self._schedule.hurry()
        except KeywardError as error:
            # Nobody has to answer while the seat is borrowed.
            if not (self._seat.is_borrowed and error.is_unreachable):
                self._report(error)

    def _end_seat(self) -> None:
        self._give_up(self._seat.end)

    def _give_up(self, seat: Callable[[], None]) -> None:
        try:
            seat()
        except KeywardError as error:
            self._report(error)

    def _forget(self) -> LicenseState:
        self._memory.forget()
        self._store(self._memory.replace)
        self._announce()
        return self.state

    def _settle(self) -> LicenseState:
        self._save()
        self._announce()
        return self.state

    def _save(self) -> None:
        self._store(self._memory.save)

    def _store(self, save: Callable[[int], None]) -> None:
        try:
            save(self._time.now())
        except OSError as error:
            add_warning(self.warnings, STORE_NOT_WRITABLE)
            self._report(error)

    def _adopt_stored(self) -> None:
        before = self._memory.answer
        try:
            self._memory.refresh()
        except OSError as error:
            self._report(error)
        answer = self._memory.answer
        if answer and answer is not before:
            self._time.saw_at_least(answer.issued_at)
            self._schedule.recalled(answer)

    def _announce(self) -> None:
        state = self.state
        if self._announced is not None and self._announced != state:
            self._announced = state
            for listener in list(self._listeners):
                listener(state)

    def _report(self, error: Exception) -> None:
        self.last_error = error

    def _key_or(self, given: Optional[str] = None) -> str:
        key = given.strip() if given is not None else self._memory.license_key or self._given_key
        if not key:
            raise usage_error("There is no license key yet: give the one that the user typed", "LICENSE_KEY_MISSING")
        return key

    def _state(self, session: Optional[str]) -> LicenseState:
        memory = self._memory
        return state_of(
            Knowledge(
                has_key=memory.license_key is not None,
                answer=memory.answer,
                file=memory.file,
                borrowed=memory.borrowed.proof if memory.borrowed else None,
                borrowed_until=memory.borrowed.borrowed_until if memory.borrowed else None,
                is_unanswered=self._schedule.is_unanswered,
                is_postponed=self._schedule.is_postponed,
                session=session,
                now=self._time.now(),
                is_clock_turned_back=self._time.is_turned_back,
                longest_grace=self._longest_grace,
            )
        )
