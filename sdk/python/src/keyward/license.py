"""The license of a program on a device."""

import os
import time
from typing import Any, List, Optional, Sequence, Union

from .download import download_verified
from .errors import MismatchError, UntrustedError, unusable_file, usage_error
from .features import FloatingFeature
from .monitor import LicenseMonitor
from .proof import SignedProof
from .server import random_nonce
from .signed import UPDATE, offline_request, release_code
from .state import LicenseState
from .store import OfflineRequest
from .updates import Update, UpdateOutOfReach, check_news, out_of_reach_in, update_in
from .session import FloatingSeat
from .usage import CommittedUsage, CreditBalance, MeterBalance, ReservedUsage, UsageItem, committed_in, credit_in, meter_in
from .waiting import SeatPlace

_SECOND = 1_000
_AIR_GAP_NONCE = 16
# Seconds after which a program that waits looks whether something is due.
_SEAT_POLL = 0.5


class License(LicenseMonitor):
    """``open_license`` makes one."""

    def activate(self, license_key: Optional[str] = None) -> LicenseState:
        """Takes a seat for this device. A device that is already active keeps its seat.

        Raises KeywardError if the server refuses, such as ``SEATS_EXHAUSTED``, or nobody answers: the state is as before then.
        With ``RATE_LIMIT_EXCEEDED``, or while the server is busy or stops, the activation of a key that is known is tried again
        later, and no earlier refusal of this device is shown until then.
        """
        with self._change:
            return self._activate(self._key_or(license_key))

    def release(self) -> LicenseState:
        """Gives up the seat of this device and forgets the license key. Raises KeywardError if nobody answers."""
        with self._change:
            key = self._key_or()
            self._end_seat()
            self._server.deactivate(key)
            return self._forget()

    def borrow(self, days: int) -> LicenseState:
        """Borrows the floating seat of this program: for so many days, this device needs no server, also after restarts.

        The days count from now and replace those of an earlier call. Raises KeywardError, such as ``BORROWING_NOT_ALLOWED`` or
        ``BORROWS_EXHAUSTED``: all is as before then.
        """
        with self._change:
            return self._borrow(days)

    def return_borrowed(self) -> LicenseState:
        """Returns the borrowed seat. The program keeps it as long as it runs and reaches the server.

        Raises KeywardError if nobody answers: the seat stays borrowed.
        """
        with self._change:
            return self._borrow(0)

    @property
    def place(self) -> Optional[SeatPlace]:
        """Place in the waiting line for the floating seat of this program; None while it does not wait."""
        return self._seat.waiting.place

    def wait_for_seat(self, timeout: float) -> LicenseState:
        """Waits for the floating seat of this program, in the waiting line while all are taken. Returns as soon as it has one.

        After ``timeout`` seconds, raises ``SESSIONS_EXHAUSTED`` and waits no longer, as after ``stop_waiting``.
        """
        end = time.monotonic() + timeout
        with self._change:
            seat = self._floating()
            seat.has_given_up, seat.failure = False, None
            self._start_seat()
        while seat.status == "taken" and time.monotonic() < end:
            time.sleep(min(_SEAT_POLL, max(0, end - time.monotonic())))
            with self._change:
                if not seat.is_waiting:
                    self._start_seat()
        failure = seat.failure
        state = self.stop_waiting()
        if failure is not None:
            raise failure
        return state

    def stop_waiting(self) -> LicenseState:
        """Gives up the place in the waiting line: the program takes no seat until ``activate`` or ``wait_for_seat``."""
        with self._change:
            self._floating().give_up()
            return self._settle()

    def take_features(self, *features: str) -> List[FloatingFeature]:
        """Takes features with the floating seat. One that is exhausted is named so; the program runs on without it.

        They are given back by ``release_features`` or with the seat; after a lost seat, take them again.
        """
        with self._change:
            return self._seat.change_features(features, ())

    def release_features(self, *features: str) -> List[FloatingFeature]:
        """Gives features back."""
        with self._change:
            return self._seat.change_features((), features)

    def active(self) -> None:
        """Tells that the user is active, as at each key or click; it returns at once.

        From the first call on, the server is told how long the user is idle, and may take the seat back after ``idle_timeout`` of the
        policy (``SESSION_IDLE``); the next call takes another one.
        """
        if self._seat.active():
            self._hurry()

    def start_trial(self, email: Optional[str] = None, domain: Optional[str] = None) -> Optional[LicenseState]:
        """Asks for a trial of the product and, if it is granted, activates it; None while it has to be verified.

        Raises KeywardError, such as ``TRIAL_USED``: the state is as before then.
        """
        with self._change:
            key = self._calls.request_trial(email, domain).get("license_key")
            return self._accept(key, self._server.activate(key)) if isinstance(key, str) else None

    def record_usage(self, meter: str, amount: int = 1) -> MeterBalance:
        """Counts a use of a meter; negative amounts return one. Raises ``METER_EXHAUSTED`` if it does not fit."""
        with self._change:
            return meter_in(self._server.record_usage(self._key_or(), [{"meter": meter, "amount": amount}]))

    def use_feature(self, feature: str, amount: int = 1) -> CreditBalance:
        """Uses a feature that costs credits; a negative amount returns them.

        Raises KeywardError, such as ``METER_EXHAUSTED``: nothing was taken then.
        """
        with self._change:
            return credit_in(self._server.record_usage(self._key_or(), [{"feature": feature, "amount": amount}]))

    def reserve_usage(self, items: Sequence[UsageItem], seconds: Optional[int] = None) -> ReservedUsage:
        """Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them.

        After ``seconds``, 60 by default, the reservation ends by itself. Raises KeywardError, such as ``METER_EXHAUSTED``.
        """
        with self._change:
            return self._server.reserve_usage(self._key_or(), items, seconds)

    def commit_usage(self, reservation: ReservedUsage, items: Optional[Sequence[UsageItem]] = None) -> CommittedUsage:
        """Takes what was reserved, or less of it. It can be repeated: nothing is taken twice.

        Raises KeywardError with ``RESERVATION_ENDED`` if it is too late.
        """
        with self._change:
            return committed_in(self._server.commit_reservation(reservation.token, items))

    def release_usage(self, reservation: ReservedUsage) -> None:
        """Gives back what was reserved."""
        with self._change:
            self._calls.release_reservation(reservation.token)

    def check_for_update(
        self,
        current_version: str,
        *,
        platform: Optional[str] = None,
        arch: Optional[str] = None,
        kind: Optional[str] = None,
        label: Optional[str] = None,
        os_version: Optional[str] = None,
    ) -> "Union[Update, UpdateOutOfReach, None]":
        """The newest version that this license may have and that is newer than the given one.

        If there is none, one that it may not have, without files, so that the program can offer a renewal; None if there is none.

        :param platform: of the program, such as ``windows``, for files that are made for one; ``arch`` is its processor, such as ``x64``
        :param kind: of the files that the program wants, such as ``installer`` or ``portable``; ``label`` is the one that you gave them
        :param os_version: of the system: versions that need a newer one are not offered
        """
        target = {"platform": platform, "arch": arch, "kind": kind, "label": label, "os_version": os_version}
        with self._change:
            claims, reply = self._server.check_for_update(self._memory.license_key, current_version, target)
            check_news(claims, self._product, current_version)
            if claims.get("available") is not True or reply.get("manifest") is None:
                return out_of_reach_in(claims, reply, current_version)
            manifest = self._server.verified(reply["manifest"], UPDATE)
            return update_in(reply, manifest, self._product, (current_version, claims.get("version")))

    def download_update(self, update: "Union[Update, UpdateOutOfReach]", to: Union[str, "os.PathLike[str]"]) -> str:
        """Downloads a file of an update and returns its path. It goes on where an interrupted attempt has ended.

        Raises ``DOWNLOAD_CHANGED`` if it is not the file that the server signed, which is deleted then.
        """
        offered = [each for each in update.files if each.url] if isinstance(update, Update) else []
        file = next((each for each in offered if each.type == "main"), offered[0] if offered else None)
        if file is None or file.url is None:
            raise usage_error("This license may not download the update", "DOWNLOAD_NOT_ALLOWED")
        url, sha256, key = file.url, file.sha256, self._memory.license_key
        return download_verified(file, lambda start: self._calls.download(url, key, start, sha256), os.fspath(to))

    def use_file(self, text: str, license_key: Optional[str] = None) -> LicenseState:
        """Uses a license file until it ends. Raises KeywardError if it is not for this license and device, or has ended."""
        with self._change:
            key = self._key_or(license_key)
            try:
                file = self._verifier.file(text, self._verifier.subject(key))
            except (UntrustedError, MismatchError) as error:
                raise unusable_file(error) from error
            if self._memory.has_released(file):
                raise usage_error("The seat of this license file was given up", "LICENSE_FILE_RELEASED")
            self._take_time_of(file)
            self._check_end(file)
            self._memory.use_file(key, file)
            return self._settle()

    def offline_request(self, license_key: Optional[str] = None) -> str:
        """The text that a device without network shows, so that an admin makes a license file for it.

        It stays the same until a file answers it.
        """
        with self._change:
            key = self._key_or(license_key)
            request = self._memory.request or OfflineRequest(random_nonce(_AIR_GAP_NONCE), self._time.local_now)
            self._memory.remember_request(request)
            self._settle()
            return offline_request(key, self.fingerprint, request.nonce)

    def release_offline(self) -> str:
        """Gives up the license file. With the code that this returns, an admin frees the seat of the device."""
        with self._change:
            file = self._memory.file
            if file is None or file.is_for_any_device:
                raise usage_error("There is no license file of this device", "LICENSE_FILE_MISSING")
            code = release_code(self._key_or(), self.fingerprint, file.jti)
            self._forget()
            return code

    def _borrow(self, days: int) -> LicenseState:
        self._floating()
        if days > 0:
            self._seat.start(self._memory.license)
        if days > 0 or self._seat.is_borrowed:
            self._seat.borrow(days)
        return self._settle()

    def _floating(self) -> FloatingSeat:
        if not self._is_floating:
            raise usage_error("Open the license with floating=True for a seat of its own")
        return self._seat

    def _take_time_of(self, file: SignedProof) -> None:
        self._time.saw_at_least(file.issued_at)
        if self._memory.is_new(file):
            request = self._memory.request
            self._time.saw_new(file.issued_at, request.at if request and request.nonce == file.request else None)

    def _check_end(self, file: SignedProof) -> None:
        end = file.ends_at + _SECOND
        if self._time.now() < end:
            return
        if self._time.is_turned_back and self._time.reading < end:
            raise usage_error(
                "The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for a "
                "new request",
                "CLOCK_WAS_AHEAD",
            )
        raise usage_error("The license file has ended", "LICENSE_FILE_EXPIRED")

    def __enter__(self) -> "License":
        return self

    def __exit__(self, *_error: Any) -> None:
        self.close()


def local_milliseconds() -> int:
    return int(time.time() * _SECOND)
