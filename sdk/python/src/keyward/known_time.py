"""The time as far as it can be known: it never runs backwards, whatever the local clock does."""

from typing import Callable

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

    def trust_time(self, instant: int) -> None:
        """The server said what time it is, in answer to a call that only it could answer."""
        self._last_reading = self._local_clock()
        self._correction = instant - self._last_reading
        self._latest = instant
