"""Reads of the system under a program."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Mapping, Sequence

_TIMEOUT = 5


class System:
    """The system that this program runs on.

    :param name: as ``sys.platform``: ``linux``, ``darwin``, ``win32``, …
    :param root: folder to read files from, as in tests
    """

    def __init__(
        self, name: str = sys.platform, root: str = "/", variables: Mapping[str, str] = os.environ
    ) -> None:
        self.name = name
        self.variables = variables
        self._root = Path(root)

    def exists(self, path: str) -> bool:
        """Also true for a file that may not be read."""
        return os.path.lexists(self._root / path.lstrip("/"))

    def text(self, path: str) -> str:
        """Text of a file without spaces around it; empty if it cannot be read."""
        try:
            return (self._root / path.lstrip("/")).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""

    def output(self, command: Sequence[str]) -> str:
        """Output of a program; empty if it fails."""
        try:
            done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)
        except (OSError, subprocess.SubprocessError):
            return ""
        return done.stdout.decode(errors="replace")

    def registry(self, key: str, names: Sequence[str]) -> Dict[str, str]:
        """Values of a key of the local machine in the registry of Windows; those that are missing are left out."""
        values: Dict[str, str] = {}
        if sys.platform == "win32":
            import winreg

            # A 32-bit program is shown another part of the registry unless it asks for this one.
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            for name in names:
                try:
                    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as opened:
                        values[name] = str(winreg.QueryValueEx(opened, name)[0])
                except OSError:
                    continue
        return values
