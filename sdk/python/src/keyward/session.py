"""A running program on a floating seat."""

from typing import Callable, Optional

from .errors import KeywardError
from .server import LeasedSession, LicenseServer

_SHORTEST_INTERVAL = 5_000
_LOST_INTERVAL = 60_000


class FloatingSeat:
    """Renews itself when asked to, and takes another seat if its own was lost. Times are milliseconds since 1970."""

    def __init__(self, server: LicenseServer, now: Callable[[], int], key: Callable[[], str]) -> None:
        self._server = server
        self._now = now
        self._key = key
        self._lease: Optional[LeasedSession] = None
        self._next: float = 0

    @property
    def status(self) -> str:
        """``never``, ``held`` or ``lost``."""
        if self._lease is None:
            return "never"
        return "held" if self._now() < self._lease.expires_at else "lost"

    @property
    def is_due(self) -> bool:
        return self._lease is not None and self._now() >= self._next

    @property
    def next(self) -> Optional[float]:
        """When it wants to be renewed."""
        return None if self._lease is None else self._next

    def start(self, license: Optional[str]) -> LeasedSession:
        """Takes a seat. Raises ``SESSIONS_EXHAUSTED`` if none is free."""
        if self._lease is None:
            self._take(self._server.start_session(self._key(), license))
        assert self._lease is not None
        return self._lease

    def renew(self, license: Optional[str]) -> LeasedSession:
        """The server forgets a session when its lease ends, as while a computer sleeps."""
        assert self._lease is not None
        try:
            self._take(self._server.renew_session(self._key(), self._lease))
        except KeywardError as error:
            if error.status != 404:
                self._plan()
                raise
            self._take_again(license)
        return self._lease

    def end(self, end_session: Callable[[str], object]) -> None:
        """Frees the seat. If nobody answers, it is free when its lease ends."""
        lease, self._lease = self._lease, None
        if lease is not None:
            end_session(lease.token)

    def _take_again(self, license: Optional[str]) -> None:
        try:
            self._take(self._server.start_session(self._key(), license))
        except KeywardError:
            self._plan()
            raise

    def _take(self, lease: LeasedSession) -> None:
        self._lease = lease
        self._plan()

    # A third of the lease, so that one lost call does no harm; a minute once the seat is lost.
    def _plan(self) -> None:
        assert self._lease is not None
        lease = self._lease
        third = (lease.expires_at - lease.issued_at) / 3
        self._next = self._now() + (max(_SHORTEST_INTERVAL, third) if self.status == "held" else _LOST_INTERVAL)
