"""The license of a program on a device: what it may do now, and when the server is asked again."""

import threading
import time as clock
from typing import Any, Callable, Dict, List, Optional

from .calls import Calls
from .errors import KeywardError, MismatchError, UntrustedError, usage_error
from .known_time import KnownTime
from .memory import LicenseMemory
from .proof import SignedProof, Verifier
from .schedule import ContactSchedule
from .server import LicenseServer, random_nonce
from .session import FloatingSeat
from .signed import UPDATE, offline_request, release_code
from .state import Knowledge, LicenseState, state_of
from .updates import Update, update_in

_SECOND = 1_000
_AIR_GAP_NONCE = 16
_WITHOUT_KEY = 60_000


class License:
    """``open_license`` makes one. Its methods can be called from any thread."""

    def __init__(
        self,
        *,
        product: str,
        fingerprint: str,
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
        self._seat = FloatingSeat(self._server, time.now, self._key_or)
        self._listeners: List[Callable[[LicenseState], None]] = []
        self._announced: Optional[LicenseState] = None
        self._was_turned_back = time.is_turned_back
        # Changes of the license take turns.
        self._turn = threading.RLock()
        self._wakeup = threading.Event()
        self._is_closed = False
        self._worker: Optional[threading.Thread] = None

    @property
    def state(self) -> LicenseState:
        """What the program may do now."""
        return self._state(self._seat.status if self._is_floating else None)

    @property
    def license_key(self) -> Optional[str]:
        """The license key that is known; None if the user has to type it."""
        return self._memory.license_key

    def on_change(self, listener: Callable[[LicenseState], None]) -> None:
        """Calls the listener with each new state, also from the thread that asks the server in the background."""
        self._listeners.append(listener)

    def open(self, background: bool) -> None:
        with self._turn:
            if self._is_floating and self._state(None).usable:
                self._start_seat()
            elif self._memory.license_key is not None and (not self.state.usable or self._schedule.is_due):
                self.check()
            self._announced = self.state
        if background:
            self._worker = threading.Thread(target=self._run, name="keyward", daemon=True)
            self._worker.start()

    def activate(self, license_key: Optional[str] = None) -> LicenseState:
        """Takes a seat for this device. A device that is already active keeps its seat.

        Raises KeywardError if the server refuses, such as ``SEATS_EXHAUSTED``, or nobody answers: the state is as before then.
        """
        with self._turn:
            key = self._key_or(license_key)
            return self._accept(key, self._server.activate(key))

    def check(self) -> LicenseState:
        """Asks the server now. Returns the state also if nobody answers."""
        with self._turn:
            memory = self._memory
            if memory.license_key is None:
                return self.state
            try:
                return self._accept(
                    memory.license_key, self._server.validate(memory.license_key, memory.license, memory.file)
                )
            except KeywardError as error:
                self._schedule.failed(error)
                self._report(error)
                return self._settle()

    def release(self) -> LicenseState:
        """Gives up the seat of this device and forgets the license key. Raises KeywardError if nobody answers."""
        with self._turn:
            key = self._key_or()
            self._end_seat()
            self._calls.deactivate(key)
            return self._forget()

    def record_usage(self, meter: str, amount: float = 1) -> Dict[str, Any]:
        """Counts a use of a meter; negative amounts return one. Raises ``METER_EXHAUSTED`` if it does not fit."""
        with self._turn:
            answer = self._calls.record_usage(self._key_or(), [{"meter": meter, "amount": amount}])
            meters = answer.get("meters")
            return meters[0] if isinstance(meters, list) and meters and isinstance(meters[0], dict) else {}

    def check_for_update(self, current_version: str) -> Optional[Update]:
        """The newest version that this license may have and that is newer than the given one; None if there is none."""
        with self._turn:
            reply = self._calls.check_for_update(self._memory.license_key, current_version)
            if reply.get("available") is not True or reply.get("manifest") is None:
                return None
            claims = self._server.verified(reply["manifest"], UPDATE)
            return update_in(reply, claims, self._product, current_version)

    def use_file(self, text: str, license_key: Optional[str] = None) -> LicenseState:
        """Uses a license file until it ends. Raises KeywardError if it is not for this license and device, or has ended."""
        with self._turn:
            key = self._key_or(license_key)
            try:
                file = self._verifier.file(text, self._verifier.subject(key))
            except (UntrustedError, MismatchError) as error:
                raise usage_error(f"This license file cannot be used: {error}", error) from error
            self._time.saw_at_least(file.issued_at)
            if self._time.now() >= file.ends_at + _SECOND:
                raise usage_error("The license file has ended")
            if self._memory.has_released(file):
                raise usage_error("The seat of this license file was given up")
            self._memory.use_file(key, file)
            return self._settle()

    def offline_request(self, license_key: Optional[str] = None) -> str:
        """The text that a device without network shows, so that an admin makes a license file for it."""
        return offline_request(self._key_or(license_key), self.fingerprint, random_nonce(_AIR_GAP_NONCE))

    def release_offline(self) -> str:
        """Gives up the license file. With the code that this returns, an admin frees the seat of the device."""
        with self._turn:
            file = self._memory.file
            if file is None or file.is_for_any_device:
                raise usage_error("There is no license file of this device")
            code = release_code(self._key_or(), self.fingerprint, file.jti)
            self._forget()
            return code

    def wake(self) -> None:
        """Does what is due. The background thread calls it; a program without one calls it now and then."""
        with self._turn:
            is_turned_back = self._time.is_turned_back
            if is_turned_back and not self._was_turned_back:
                self._schedule.hurry()
            self._was_turned_back = is_turned_back
            self._adopt_stored()
            if self._seat.is_due:
                self._renew_seat()
            if self._memory.license_key is not None and self._schedule.is_due:
                self.check()
            else:
                self._settle()

    def close(self) -> None:
        """Ends the session and the background thread. ``state`` can still be read."""
        self._is_closed = True
        self._wakeup.set()
        with self._turn:
            self._end_seat()
            self._save()

    def __enter__(self) -> "License":
        return self

    def __exit__(self, *_error: Any) -> None:
        self.close()

    def _run(self) -> None:
        while not self._wakeup.wait(self._delay() / _SECOND):
            try:
                self.wake()
            except Exception as error:  # A store or a listener may raise anything: the next turn tries again.
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
        self._time.trust_time(answer.issued_at)
        self._memory.remember(license_key, answer)
        self._schedule.answered(answer)
        self.last_error = None
        self._memory.verify_again()
        self._start_seat()
        return self._settle()

    def _start_seat(self) -> None:
        if self._is_closed or not self._is_floating or not self._state(None).usable:
            return
        try:
            self._seat.start(self._memory.license)
        except KeywardError as error:
            self._report(error)
            self._schedule.retry_within_minute()

    def _renew_seat(self) -> None:
        try:
            lease = self._seat.renew(self._memory.license)
            if not lease.is_valid or self._schedule.is_unanswered:
                self._schedule.hurry()
        except KeywardError as error:
            self._report(error)

    def _end_seat(self) -> None:
        try:
            self._seat.end(self._calls.end_session)
        except KeywardError as error:
            self._report(error)

    def _forget(self) -> LicenseState:
        self._memory.forget()
        self._memory.replace(self._time.now())
        self._announce()
        return self.state

    def _settle(self) -> LicenseState:
        self._save()
        self._announce()
        return self.state

    def _save(self) -> None:
        try:
            self._memory.save(self._time.now())
        except OSError as error:
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
            raise usage_error("There is no license key yet: give the one that the user typed")
        return key

    def _state(self, session: Optional[str]) -> LicenseState:
        memory = self._memory
        return state_of(
            Knowledge(
                has_key=memory.license_key is not None,
                answer=memory.answer,
                file=memory.file,
                is_unanswered=self._schedule.is_unanswered,
                session=session,
                now=self._time.now(),
                is_clock_turned_back=self._time.is_turned_back,
                longest_grace=self._longest_grace,
            )
        )


def local_milliseconds() -> int:
    return int(clock.time() * _SECOND)
