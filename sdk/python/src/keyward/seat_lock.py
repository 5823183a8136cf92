"""The lock by which the programs of a computer know whose floating seat is whose."""

from typing import Callable, Optional, Union

from .errors import KeywardError
from .memory import LicenseMemory
from .store import SessionLock


class SeatLock:
    """That of a running program. A borrowed seat has a lock of its own, and its token is in the store."""

    def __init__(self, memory: LicenseMemory, end_session: Callable[[str], object]) -> None:
        self._memory = memory
        self._end_session = end_session
        self._lock: Optional[SessionLock] = None
        self.is_of_borrowed = False

    def fit(self, is_borrowed: bool, token: str) -> None:
        if is_borrowed != self.is_of_borrowed:
            lock = self._memory.lock_borrowed() if is_borrowed else self._memory.lock_session()
            if lock is not False:
                self.swap(lock, is_borrowed, token)

    def swap(self, lock: Union[SessionLock, bool, None], is_of_borrowed: bool, token: Optional[str]) -> None:
        self.keep(None)
        self.unlock()
        self._lock = lock if isinstance(lock, SessionLock) else None
        self.is_of_borrowed = is_of_borrowed
        self.keep(None if is_of_borrowed else token)

    def end_left(self) -> None:
        """Gives back the seat of a program that crashed. If nobody answers, the next start tries again."""
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
        self.keep(None)

    def keep(self, token: Optional[str]) -> None:
        try:
            if self._lock:
                self._lock.keep(token)
        except OSError:
            pass  # A store that cannot be written remembers nothing.

    def unlock(self) -> None:
        lock, self._lock = self._lock, None
        self.is_of_borrowed = False
        if lock:
            lock.unlock()
