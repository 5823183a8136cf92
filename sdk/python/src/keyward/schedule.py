"""When the server is asked again. Times are milliseconds since 1970."""

import random
from typing import Callable, Optional

from .errors import KeywardError
from .proof import SignedProof
from .state import held_until

_SECOND = 1_000
_MINUTE = 60_000
_HOUR = 3_600_000


class ContactSchedule:
    def __init__(self, now: Callable[[], int], longest_grace: float) -> None:
        self._now = now
        self._longest_grace = longest_grace
        self._next: float = 0
        self._failures = 0
        self._is_postponed = False

    @property
    def is_unanswered(self) -> bool:
        """Whether the last attempt failed."""
        return self._failures > 0

    @property
    def is_postponed(self) -> bool:
        """Whether the server was asked to activate this device, and wants to be asked again later."""
        return self._is_postponed

    @property
    def is_due(self) -> bool:
        return self._now() >= self._next

    def recalled(self, answer: Optional[SignedProof]) -> None:
        """An answer from the store: it says when it wanted to be renewed."""
        self._reset(self._renewal(answer) if answer else 0)

    def answered(self, answer: SignedProof) -> None:
        """By the duration that the server wished, because the local clock may not be the server's."""
        self._reset(self._now() + max(_MINUTE, self._renewal(answer) - answer.issued_at))

    def failed(self, error: Exception) -> None:
        """At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter."""
        self._failures += 1
        is_unreachable = isinstance(error, KeywardError) and error.is_unreachable
        self._is_postponed = self._is_postponed and is_unreachable
        backoff = min(_MINUTE * 2 ** min(self._failures - 1, 10), _HOUR) * (1 - random.random() / 4)
        requested = error.requested_wait(_HOUR) if isinstance(error, KeywardError) else 0
        self._next = self._now() + max(backoff, requested)

    def postpones(self, error: KeywardError) -> bool:
        """An activation has failed. Returns whether it is only postponed."""
        self._is_postponed = error.is_postponed
        if self._is_postponed:
            self.failed(error)
        return self._is_postponed

    def hurry(self) -> None:
        """Asks at the next opportunity."""
        self._next = 0

    def notice_clock(self, is_turned_back: bool) -> None:
        """A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always."""
        if is_turned_back and not self.is_unanswered:
            self.hurry()

    def delay(self, boundary: Optional[float]) -> float:
        """Milliseconds until there is something to do, at most an hour. ``boundary``: when the state changes by itself."""
        until = (self._next if boundary is None else min(self._next, boundary)) - self._now()
        return min(max(until, _SECOND), _HOUR)

    def _reset(self, at: float) -> None:
        self._failures = 0
        self._is_postponed = False
        self._next = at

    def _renewal(self, answer: SignedProof) -> float:
        if not answer.is_valid:
            return answer.next_check
        return min(answer.next_check, held_until(answer, self._longest_grace))
