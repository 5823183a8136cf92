"""The time as far as it can be known: it never runs backwards, whatever the local clock does."""

from typing import Callable, Optional

_HOUR = 3_600_000
# Clocks are corrected by minutes every day, and by nobody by hours.
_TOLERANCE = _HOUR


class KnownTime:
    """All times are milliseconds since 1970."""

    def __init__(self, local_clock: Callable[[], int], latest_seen: int = 0) -> None:
        self._local_clock = local_clock
        self._last_reading = local_clock()
        self._latest = latest_seen
        # What the local clock lacked at the last contact. Not stored: in an edited store it would hold the time back.
        self._correction = 0
        self._is_turned_back = False
        self.now()

    @property
    def is_turned_back(self) -> bool:
        """Whether the local clock is more than an hour behind the latest time that was seen."""
        self.now()
        return self._is_turned_back

    @property
    def reading(self) -> int:
        """The local clock, with what it lacked at the last contact."""
        return self.local_now + self._correction

    @property
    def local_now(self) -> int:
        return self._local_clock()

    def now(self) -> int:
        reading = self._local_clock()
        elapsed = max(0, reading - self._last_reading)
        self._last_reading = reading
        corrected = reading + self._correction
        self._is_turned_back = corrected < self._latest - _TOLERANCE
        self._latest = self._latest + elapsed if self._is_turned_back else max(self._latest, corrected)
        return self._latest

    def saw_at_least(self, instant: int) -> None:
        """Something signed at this instant exists."""
        self._latest = max(self._latest, instant)

    def saw_new(self, instant: int, requested_at: Optional[int]) -> None:
        """Something signed at this instant is newer than all that was signed before.

        It outweighs a local clock that was ahead once: that clock was wrong, or what is signed would not be new.

        ``requested_at``: reading of the local clock when the program requested it. As long as nobody turned that clock, no more time
        has passed since the instant than since the request, even if the clock is wrong.
        """
        waited = -1 if requested_at is None else self.local_now - requested_at
        latest = max(instant, self.reading if waited < 0 else min(self.reading, instant + waited))
        if latest < self.now():
            self.trust_time(latest)

    def trust_time(self, instant: int) -> None:
        """The server said what time it is, in answer to a call that only it could answer."""
        self._last_reading = self._local_clock()
        self._correction = instant - self._last_reading
        self._latest = instant
