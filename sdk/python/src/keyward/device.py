"""Names this device by the id of its system. The id itself never leaves the device."""

import hashlib
import logging
import re
import uuid
from dataclasses import dataclass
from typing import List, Optional

from .encoding import base64url
from .environment import CONTAINER, environment_of, is_machine_id_own
from .system import System


@dataclass(frozen=True)
class LicenseWarning:
    """Something that a developer should mend before the program is shipped."""

    #: ``CONTAINER_WITHOUT_ID``: this container has no id of its own, so it is known by a random one in the store: a new container
    #: with a new store takes another seat. Give ``device``, or mount the machine id of the host.
    #: ``STORE_NOT_WRITABLE``: the license could not be stored: the user has to type the key again at the next start. ``last_error``
    #: has the cause.
    code: str
    message: str


CONTAINER_WITHOUT_ID = LicenseWarning(
    "CONTAINER_WITHOUT_ID",
    "This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or mount the "
    "host's /etc/machine-id",
)


STORE_NOT_WRITABLE = LicenseWarning(
    "STORE_NOT_WRITABLE",
    "The store cannot be written: the license is forgotten when the program ends. Give a path that it may write",
)


def add_warning(warnings: List[LicenseWarning], warning: LicenseWarning) -> None:
    """Adds and logs it, unless there is one of its code."""
    if warning not in warnings:
        warnings.append(warning)
        _log(warning)


def _log(warning: LicenseWarning) -> None:
    logging.getLogger("keyward").warning("%s: %s", warning.code, warning.message)


@dataclass(frozen=True)
class Device:
    fingerprint: str
    #: None if the platform does not say.
    environment: Optional[str]
    #: Random id to keep in the store.
    remembered: Optional[str]
    warnings: List[LicenseWarning]


def system_device(product: str, remembered: Optional[str], system: System) -> Device:
    """Returns this device.

    Its fingerprint is the base64url of the SHA-256 of product, NUL and id: ``/etc/machine-id`` or ``/var/lib/dbus/machine-id`` on
    Linux and BSD, IOPlatformUUID on macOS, MachineGuid on Windows; a random id in the store where the system has none, and in
    containers that have that of their image.
    """
    environment = environment_of(system)
    is_container = environment == CONTAINER
    system_id = _system_id(system, is_container)
    kept = remembered if system_id else remembered or str(uuid.uuid4())
    warnings = [CONTAINER_WITHOUT_ID] if is_container and system_id is None else []
    for warning in warnings if kept != remembered else []:
        _log(warning)
    return Device(fingerprint_of(product, system_id or kept or ""), environment, kept, warnings)


def fingerprint_of(product: str, system_id: str) -> str:
    return base64url(hashlib.sha256(f"{product}\0{system_id}".encode()).digest())


def _system_id(system: System, is_container: bool) -> Optional[str]:
    if system.name == "win32":
        guid = system.registry(r"SOFTWARE\Microsoft\Cryptography", ["MachineGuid"]).get("MachineGuid")
        return guid.lower() if guid and not is_container else None
    if system.name == "darwin":
        output = system.output(["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"])
        return _id_in(r'"IOPlatformUUID"\s*=\s*"([^"]+)"', output)
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        # systemd writes "uninitialized" during the first start.
        found = _id_in(r"^([0-9a-f-]{32,36})$", system.text(path))
        if found and (not is_container or is_machine_id_own(system, path)):
            return found
    return None


def _id_in(pattern: str, text: str) -> Optional[str]:
    found = re.search(pattern, text, re.IGNORECASE)
    return found[1].lower() if found else None
