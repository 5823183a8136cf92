"""A thread that does what is due, in each process."""

import os
import threading
import weakref
from abc import ABC, abstractmethod
from typing import ContextManager

from .errors import usage_error

_SECOND = 1_000

_WORKERS: "weakref.WeakSet[BackgroundWorker]" = weakref.WeakSet()


# Some servers fork without calling this: methods of a license look for themselves.
def _enter_forked_process() -> None:
    for worker in list(_WORKERS):
        worker._enter_process()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_enter_forked_process)


class BackgroundWorker(ABC):
    """Changes take turns. After a fork, threads and locks of the parent are gone: the child begins with its own."""

    def __init__(self) -> None:
        self._is_closed = False
        self._has_background = False
        self._begin_in_process()
        _WORKERS.add(self)

    @abstractmethod
    def wake(self) -> None:
        """Does what is due."""

    @abstractmethod
    def _delay(self) -> float:
        """Milliseconds until there is something to do."""

    @abstractmethod
    def _enter_child(self) -> None: ...

    @abstractmethod
    def _failed(self, error: Exception) -> None: ...

    @property
    def _change(self) -> ContextManager[bool]:
        """The turn of a call of the program. Raises ``LICENSE_CLOSED``."""
        if self._is_closed:
            raise usage_error("The license was closed", "LICENSE_CLOSED")
        return self._turn

    @property
    def _turn(self) -> ContextManager[bool]:
        self._enter_process()
        return self._lock

    def _enter_process(self) -> None:
        if os.getpid() != self._process:
            self._begin_in_process()
            self._enter_child()

    def _begin_in_process(self) -> None:
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._wakeup = threading.Event()

    def _hurry(self) -> None:
        """Something is due before the delay is over."""
        self._wakeup.set()

    def _start_worker(self, delay: float) -> None:
        threading.Thread(target=self._run, args=(self._wakeup, delay), name="keyward", daemon=True).start()

    def _run(self, wakeup: threading.Event, delay: float) -> None:
        while True:
            wakeup.wait(delay / _SECOND)
            wakeup.clear()
            if self._is_closed:
                return
            try:
                self.wake()
            except Exception as error:  # A store or a listener may raise anything: the next turn tries again.
                self._failed(error)
            delay = self._delay()
