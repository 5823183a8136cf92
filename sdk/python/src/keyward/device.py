"""Names this device by the id of its system. The id itself never leaves the device."""

import hashlib
import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Optional, Sequence, Tuple

from .encoding import base64url

_TIMEOUT = 5


def system_device(product: str, remembered: Optional[str] = None) -> Tuple[str, Optional[str]]:
    """Returns the fingerprint of this device and the random id to remember, if the system has none.

    The fingerprint is the base64url of the SHA-256 of product, NUL and id: ``/etc/machine-id`` or
    ``/var/lib/dbus/machine-id`` on Linux and BSD, IOPlatformUUID on macOS, MachineGuid on Windows.
    """
    system_id = _system_id()
    kept = remembered if system_id else remembered or str(uuid.uuid4())
    return fingerprint_of(product, system_id or kept or ""), kept


def fingerprint_of(product: str, system_id: str) -> str:
    return base64url(hashlib.sha256(f"{product}\0{system_id}".encode()).digest())


def _system_id() -> Optional[str]:
    if sys.platform == "win32":
        # A 32-bit program is shown another part of the registry unless it asks for this one.
        query = ["reg", "QUERY", r"HKLM\SOFTWARE\Microsoft\Cryptography", "/v", "MachineGuid", "/reg:64"]
        return _id_in(r"MachineGuid\s+REG_SZ\s+(\S+)", _output_of(query))
    if sys.platform == "darwin":
        output = _output_of(["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"])
        return _id_in(r'"IOPlatformUUID"\s*=\s*"([^"]+)"', output)
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        # systemd writes "uninitialized" during the first start.
        found = _id_in(r"^([0-9a-f-]{32,36})$", _text_of(path))
        if found:
            return found
    return None


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _output_of(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")


def _id_in(pattern: str, text: str) -> Optional[str]:
    found = re.search(pattern, text, re.IGNORECASE)
    return found[1].lower() if found else None
