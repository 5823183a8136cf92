"""The waiting line for a floating seat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Callable, Optional

from .errors import KeywardError


@dataclass(frozen=True)
class SeatPlace:
    """A place in the waiting line for a floating seat."""

    #: From 1.
    position: int
    #: When the program asked first.
    since: datetime


class WaitingPlace:
    """The place of one program, from one start of its session to the next."""

    def __init__(self) -> None:
        #: Keeps the place in the next start.
        self.token: Optional[str] = None
        #: None while the program does not wait in line.
        self.place: Optional[SeatPlace] = None

    def note(self, error: Optional[KeywardError]) -> None:
        """A start has ended: with a seat, or with an error, which may tell a place. One of the network changes nothing."""
        if error is None or not error.is_unreachable:
            self._read(error)

    def give_up(self, end: Callable[[str], object]) -> None:
        """The next in line goes ahead. If nobody answers, the place ends by itself."""
        token = self.token
        self.forget()
        if token is not None:
            try:
                end(token)
            except KeywardError:
                pass

    def forget(self) -> None:
        self.token = self.place = None

    def _read(self, error: Optional[KeywardError]) -> None:
        self.forget()
        problem = (error.body or {}).get("error") if error else None
        waiting = problem.get("waiting") if isinstance(problem, dict) else None
        position, since, token = (waiting.get(name) if isinstance(waiting, dict) else None for name in ("position", "since", "token"))
        if not isinstance(position, int) or not isinstance(since, str) or not isinstance(token, str):
            return
        try:
            self.place = SeatPlace(position, datetime.fromisoformat(since.replace("Z", "+00:00")))
            self.token = token
        except ValueError:
            pass  # No time: a server that is no server.
