"""A running program on a floating seat."""

import random
from dataclasses import replace
from typing import Callable, List, Optional, Sequence

from .errors import KeywardError, usage_error
from .features import FloatingFeature
from .memory import LicenseMemory
from .seat_lock import SeatLock
from .server import LeasedSession, LicenseServer
from .store import SessionLock
from .waiting import WaitingPlace

_SHORTEST_INTERVAL = 5_000
_RETRY_INTERVAL = 60_000
# The server keeps a place in the waiting line for 30 seconds or more.
_ASK_INTERVAL = 10_000
_LONGEST_WAIT = 300_000
_BORROWED_INTERVAL = 30_000
_BORROWED_PAUSE = 600_000
_SECOND = 1_000


class FloatingSeat:
    """Renews itself when asked to, and takes another seat if its own was lost. Times are milliseconds since 1970."""

    def __init__(
        self,
        server: LicenseServer,
        now: Callable[[], int],
        key: Callable[[], str],
        memory: LicenseMemory,
        end_session: Callable[[str], object],
        store: Callable[[], None],
    ) -> None:
        self._server = server
        self._memory = memory
        self._end_session = end_session
        self._store = store
        self._lock = SeatLock(memory, end_session)
        self._now = now
        self._key = key
        self._lease: Optional[LeasedSession] = None
        self._next: float = 0
        # While all seats are taken.
        self._attempts = 0
        self.waiting = WaitingPlace()
        #: Error of the last start.
        self.failure: Optional[KeywardError] = None
        #: Whether the program does not want to wait any more.
        self.has_given_up = False
        self._active_at: Optional[int] = None
        # The server has taken the seat back: because the user was idle, or for an admin.
        self._is_idle = False
        self._is_gone = False

    @property
    def status(self) -> str:
        """``never``, ``taken`` (by others), ``held`` or ``lost``."""
        if self._lease is None:
            return "taken" if self._attempts > 0 or self.has_given_up else "never"
        return "held" if self._now() < self._lease.expires_at else "lost"

    @property
    def is_borrowed(self) -> bool:
        """Whether the seat needs no server now."""
        return self._lease is not None and self._now() < (self._lease.borrowed_until or 0) + _SECOND

    @property
    def is_due(self) -> bool:
        """Whether the seat wants to be renewed."""
        return self._lease is not None and not self._is_idle and self._now() >= self._next

    @property
    def is_waiting(self) -> bool:
        """Whether a start failed, and is not to be repeated yet."""
        return self._lease is None and self._now() < self._next

    @property
    def next(self) -> Optional[float]:
        """When there is something to do."""
        return None if self._is_idle else self._next or None

    def start(self, license: Optional[str]) -> LeasedSession:
        """Takes a seat, or goes on with the borrowed one. Raises ``SESSIONS_EXHAUSTED`` if none is free."""
        if self._lease is None and not self._resume():
            self._lock.end_left()
            try:
                lease = self._take_first(license)
                self._lock.fit(self.is_borrowed, lease.token)
            except KeywardError as error:
                self._wait(error)
                raise
        assert self._lease is not None
        return self._lease

    def borrow(self, days: int) -> LeasedSession:
        """Lets the seat need no server for some days, or with 0 returns it. If the server refuses, all is as before."""
        assert self._lease is not None
        lock = self._memory.lock_borrowed() if days > 0 and not self._lock.is_of_borrowed else True
        if lock is False:
            raise usage_error("Another running copy of this program has borrowed a seat with this store", "SEAT_BORROWED")
        try:
            self._take(self._server.renew_session(self._key(), self._lease, days))
        except KeywardError:
            if isinstance(lock, SessionLock):
                lock.unlock()
            raise
        if days > 0 and not self._lock.is_of_borrowed:
            self._lock.swap(lock, True, None)
        else:
            self._lock.fit(self.is_borrowed, self._lease.token)
        return self._lease

    def renew(self, license: Optional[str]) -> LeasedSession:
        """The server forgets a session when its lease ends, as while a computer sleeps."""
        assert self._lease is not None
        if self._is_gone:
            self._take_again(license)
        else:
            self._renew(self._lease, license)
        self._lock.fit(self.is_borrowed, self._lease.token)
        return self._lease

    def active(self) -> bool:
        """The user is active. Returns whether the program wants a seat again at once."""
        self._active_at = self._now()
        wants_seat, self._is_idle = self._is_idle, False
        if wants_seat:
            self._next = self._now()
        return wants_seat

    def change_features(self, take: Sequence[str], release: Sequence[str]) -> List[FloatingFeature]:
        if self._lease is None:
            raise usage_error("Features are taken with a floating seat: there is none")
        return self._server.change_features(self._lease, take, release)

    def give_up(self) -> None:
        """The place in the waiting line is free, and no seat is taken."""
        self.has_given_up = self.has_given_up or self.status == "taken"
        self.stop_waiting()
        self.waiting.give_up(self._end_session)

    def stop_waiting(self) -> None:
        """The license does not allow the program to run, with or without a seat."""
        if self._lease is None:
            self._attempts, self._next = 0, 0

    def end(self) -> None:
        """Frees the seat. If nobody answers, it is free when its lease ends, or with the next start."""
        lease, self._lease = self._lease, None
        self._is_idle = self._is_gone = False
        self.stop_waiting()
        self.waiting.give_up(self._end_session)
        try:
            if lease is not None:
                self._end_session(lease.token)
                self._lock.keep(None)
                self._ended(lease.token)
        finally:
            self._lock.unlock()

    def close(self) -> None:
        """As at the end of the program: a borrowed seat is kept."""
        if self.is_borrowed:
            self.forget()
        else:
            self.end()

    def forget(self) -> None:
        """The seat is that of another process."""
        self._lease = None
        self._is_idle = self._is_gone = False
        self.waiting.forget()
        self.stop_waiting()
        self._lock.unlock()

    # Without asking the server, unless nothing is borrowed, or another process is on it.
    def _resume(self) -> bool:
        lock = self._memory.lock_borrowed() if self._held() else False
        if lock is False:
            return False
        try:
            # The process that had the lock may have returned the seat.
            self._memory.refresh()
        except OSError:
            pass  # A store that cannot be read tells nothing.
        borrowed = self._held()
        if borrowed is None:
            if isinstance(lock, SessionLock):
                lock.unlock()
            return False
        self._lock.swap(lock, True, None)
        self._attempts = 0
        self._lease = replace(borrowed, expires_at=(borrowed.borrowed_until or 0) + _SECOND)
        self._plan()
        return True

    def _held(self) -> Optional[LeasedSession]:
        borrowed = self._memory.borrowed
        return borrowed if borrowed and self._now() < (borrowed.borrowed_until or 0) + _SECOND else None

    def _ended(self, token: str) -> None:
        if self._memory.return_seat(token):
            self._store()

    def _renew(self, lease: LeasedSession, license: Optional[str]) -> None:
        try:
            self._take(self._server.renew_session(self._key(), lease, None, self._idle_seconds))
        except KeywardError as error:
            self._is_idle = error.code == "SESSION_IDLE"
            if self._is_idle or error.code == "SESSION_TAKEN_BACK":
                self._lose(lease)
            elif error.status == 404 and not error.is_unreachable:
                self._ended(lease.token)
                return self._take_again(license)
            self._plan(error)
            raise

    def _lose(self, lease: LeasedSession) -> None:
        self._ended(lease.token)
        self._is_gone = True
        self._lease = replace(lease, expires_at=0, borrowed_until=None)

    @property
    def _idle_seconds(self) -> Optional[int]:
        return None if self._active_at is None else max(0, (self._now() - self._active_at) // _SECOND)

    def _take_first(self, license: Optional[str]) -> LeasedSession:
        try:
            lease = self._server.start_session(self._key(), license, self.waiting.token)
        except KeywardError as error:
            self.waiting.note(error)
            self.failure = error
            raise
        self.waiting.note(None)
        self.failure = None
        self._take(lease)
        return lease

    def _take_again(self, license: Optional[str]) -> None:
        try:
            self._take_first(license)
        except KeywardError as error:
            self._plan(error)
            raise

    # While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server wants
    # to be asked again. With jitter.
    def _wait(self, error: KeywardError) -> None:
        backoff: float = _RETRY_INTERVAL
        if error.code == "SESSIONS_EXHAUSTED":
            growth = 1 if self.waiting.place else 1.5 ** min(self._attempts, 10)
            backoff = min(_ASK_INTERVAL * growth, backoff)
            self._attempts += 1
        wait = max(backoff * (1 - random.random() / 4), error.requested_wait(_LONGEST_WAIT))
        self._next = self._now() + wait

    def _take(self, lease: LeasedSession) -> None:
        self._attempts = 0
        self._is_gone = False
        is_new = self._lease is None or self._lease.token != lease.token
        self._lease = lease
        if self._memory.note_session(lease):
            self._store()
        if is_new and not self._lock.is_of_borrowed:
            self._lock.keep(lease.token)
        self._plan()

    # A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
    # asked again. Without heartbeats, the server takes a borrowed session for one whose program does not run.
    def _plan(self, error: Optional[KeywardError] = None) -> None:
        assert self._lease is not None
        lease = self._lease
        third = (lease.expires_at - lease.issued_at) / 3
        retry = _ASK_INTERVAL if self.waiting.place else _RETRY_INTERVAL
        interval = max(_SHORTEST_INTERVAL, third) if self.status == "held" else retry
        if self.is_borrowed:
            interval = _BORROWED_PAUSE if error else min(interval, _BORROWED_INTERVAL)
        self._next = self._now() + max(interval, error.requested_wait(_LONGEST_WAIT) if error else 0)
