"""A running program on a floating seat."""

import random
from dataclasses import replace
from typing import Callable, Optional

from .errors import KeywardError, usage_error
from .memory import LicenseMemory
from .server import LeasedSession, LicenseServer
from .store import SessionLock

_SHORTEST_INTERVAL = 5_000
_RETRY_INTERVAL = 60_000
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
        self._lock: Optional[SessionLock] = None
        self._has_lock_of_borrowed = False
        self._now = now
        self._key = key
        self._lease: Optional[LeasedSession] = None
        self._next: float = 0
        # While all seats are taken.
        self._attempts = 0

    @property
    def status(self) -> str:
        """``never``, ``taken`` (by others), ``held`` or ``lost``."""
        if self._lease is None:
            return "taken" if self._attempts > 0 else "never"
        return "held" if self._now() < self._lease.expires_at else "lost"

    @property
    def is_borrowed(self) -> bool:
        """Whether the seat needs no server now."""
        return self._lease is not None and self._now() < (self._lease.borrowed_until or 0) + _SECOND

    @property
    def is_due(self) -> bool:
        """Whether the seat wants to be renewed."""
        return self._lease is not None and self._now() >= self._next

    @property
    def is_waiting(self) -> bool:
        """Whether a start failed, and is not to be repeated yet."""
        return self._lease is None and self._now() < self._next

    @property
    def next(self) -> Optional[float]:
        """When there is something to do."""
        return self._next or None

    def start(self, license: Optional[str]) -> LeasedSession:
        """Takes a seat, or goes on with the borrowed one. Raises ``SESSIONS_EXHAUSTED`` if none is free."""
        if self._lease is None and not self._resume():
            self._end_left()
            try:
                self._take(self._server.start_session(self._key(), license))
                self._fit_lock()
            except KeywardError as error:
                self._wait(error)
                raise
        assert self._lease is not None
        return self._lease

    def borrow(self, days: int) -> LeasedSession:
        """Lets the seat need no server for some days, or with 0 returns it. If the server refuses, all is as before."""
        assert self._lease is not None
        lock = self._memory.lock_borrowed() if days > 0 and not self._has_lock_of_borrowed else True
        if lock is False:
            raise usage_error("Another running copy of this program has borrowed a seat with this store", "SEAT_BORROWED")
        try:
            self._take(self._server.renew_session(self._key(), self._lease, days))
        except KeywardError:
            if isinstance(lock, SessionLock):
                lock.unlock()
            raise
        if days > 0 and not self._has_lock_of_borrowed:
            self._swap_lock(lock if isinstance(lock, SessionLock) else None, True)
        else:
            self._fit_lock()
        return self._lease

    def renew(self, license: Optional[str]) -> LeasedSession:
        """The server forgets a session when its lease ends, as while a computer sleeps."""
        assert self._lease is not None
        try:
            self._take(self._server.renew_session(self._key(), self._lease))
        except KeywardError as error:
            if error.status != 404 or error.is_unreachable:
                self._plan(error)
                raise
            self._ended(self._lease.token)
            self._take_again(license)
        self._fit_lock()
        return self._lease

    def stop_waiting(self) -> None:
        """The license does not allow the program to run, with or without a seat."""
        if self._lease is None:
            self._attempts, self._next = 0, 0

    def end(self) -> None:
        """Frees the seat. If nobody answers, it is free when its lease ends, or with the next start."""
        lease, self._lease = self._lease, None
        self.stop_waiting()
        try:
            if lease is not None:
                self._end_session(lease.token)
                self._keep(None)
                self._ended(lease.token)
        finally:
            self._unlock()

    def close(self) -> None:
        """As at the end of the program: a borrowed seat is kept."""
        if self.is_borrowed:
            self.forget()
        else:
            self.end()

    def forget(self) -> None:
        """The seat is that of another process."""
        self._lease = None
        self.stop_waiting()
        self._unlock()

    # Without asking the server, unless nothing is borrowed, or another process is on it.
    def _resume(self) -> bool:
        borrowed = self._memory.borrowed
        if borrowed is None or self._now() >= (borrowed.borrowed_until or 0) + _SECOND:
            return False
        lock = self._memory.lock_borrowed()
        if lock is False:
            return False
        self._swap_lock(lock if isinstance(lock, SessionLock) else None, True)
        self._attempts = 0
        self._lease = replace(borrowed, expires_at=(borrowed.borrowed_until or 0) + _SECOND)
        self._plan()
        return True

    # A borrowed seat has a lock of its own, and its token is in the store.
    def _fit_lock(self) -> None:
        if self.is_borrowed == self._has_lock_of_borrowed:
            return
        lock = self._memory.lock_borrowed() if self.is_borrowed else self._memory.lock_session()
        if lock is not False:
            self._swap_lock(lock if isinstance(lock, SessionLock) else None, self.is_borrowed)

    def _swap_lock(self, lock: Optional[SessionLock], is_of_borrowed: bool) -> None:
        self._keep(None)
        self._unlock()
        self._lock = lock
        self._has_lock_of_borrowed = is_of_borrowed
        self._keep(None if is_of_borrowed or self._lease is None else self._lease.token)

    def _ended(self, token: str) -> None:
        if self._memory.return_seat(token):
            self._store()

    # Gives back the seat of a program that crashed. If nobody answers, the next start tries again.
    def _end_left(self) -> None:
        if self._lock is None:
            self._lock = self._memory.lock_session()
        left = self._lock.left if self._lock else None
        if left is None:
            return
        try:
            self._end_session(left)
        except KeywardError as error:
            if error.status != 404:
                return
        self._keep(None)

    def _keep(self, token: Optional[str]) -> None:
        try:
            if self._lock:
                self._lock.keep(token)
        except OSError:
            pass  # A store that cannot be written remembers nothing.

    def _unlock(self) -> None:
        lock, self._lock = self._lock, None
        self._has_lock_of_borrowed = False
        if lock:
            lock.unlock()

    def _take_again(self, license: Optional[str]) -> None:
        try:
            self._take(self._server.start_session(self._key(), license))
        except KeywardError as error:
            self._plan(error)
            raise

    # While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server wants
    # to be asked again. With jitter.
    def _wait(self, error: KeywardError) -> None:
        backoff: float = _RETRY_INTERVAL
        if error.code == "SESSIONS_EXHAUSTED":
            backoff = min(10_000 * 1.5 ** min(self._attempts, 10), backoff)
            self._attempts += 1
        wait = max(backoff * (1 - random.random() / 4), error.requested_wait(_LONGEST_WAIT))
        self._next = self._now() + wait

    def _take(self, lease: LeasedSession) -> None:
        self._attempts = 0
        is_new = self._lease is None or self._lease.token != lease.token
        self._lease = lease
        if self._memory.note_session(lease):
            self._store()
        if is_new and not self._has_lock_of_borrowed:
            self._keep(lease.token)
        self._plan()

    # A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
    # asked again. Without heartbeats, the server takes a borrowed session for one whose program does not run.
    def _plan(self, error: Optional[KeywardError] = None) -> None:
        assert self._lease is not None
        lease = self._lease
        third = (lease.expires_at - lease.issued_at) / 3
        interval = max(_SHORTEST_INTERVAL, third) if self.status == "held" else _RETRY_INTERVAL
        if self.is_borrowed:
            interval = _BORROWED_PAUSE if error else min(interval, _BORROWED_INTERVAL)
        self._next = self._now() + max(interval, error.requested_wait(_LONGEST_WAIT) if error else 0)
