"""Licenses a program with a Keyward license server.

    from keyward import FileStore, open_license

    license = open_license(
        base_url="https://licenses.example.com",
        product="my-program",
        keys=["x of /.well-known/jwks.json"],
        store=FileStore("~/.config/my-program/license"),
    )
    if not license.state.usable:
        license.activate("the key that the user typed")
"""

from typing import Callable, Optional

from .address import read_base_url
from .calls import Calls
from .device import Device, LicenseWarning, system_device
from .environment import ENVIRONMENTS, environment_of
from .errors import KeywardError, MismatchError, UntrustedError, invalid_option, usage_error
from .features import FloatingFeature
from .known_time import KnownTime
from .license import License, local_milliseconds
from .memory import LicenseMemory
from .nearby import find_relay
from .proof import Customer, Entitlement, Verifier
from .public_keys import PublicKeys
from .relay import Relay
from .signed import TrustedKeys
from .state import LicenseState
from .store import FileStore, LicenseRecord, LicenseStore, MemoryStore, decode_record
from .system import System
from .typed_key import TypedKey, check_typed_key
from .updates import Update, UpdateFile, UpdateOutOfReach
from .usage import CommittedUsage, CreditBalance, MeterBalance, ReservedUsage, UsageItem
from .usage_ledger import LedgerBalance, UsageLedger, open_usage_ledger
from .waiting import SeatPlace

__all__ = [
    "CommittedUsage",
    "CreditBalance",
    "Customer",
    "Entitlement",
    "FileStore",
    "FloatingFeature",
    "KeywardError",
    "LedgerBalance",
    "License",
    "LicenseState",
    "LicenseStore",
    "LicenseWarning",
    "MemoryStore",
    "MeterBalance",
    "MismatchError",
    "Relay",
    "ReservedUsage",
    "SeatPlace",
    "System",
    "TrustedKeys",
    "TypedKey",
    "UntrustedError",
    "Update",
    "UpdateFile",
    "UpdateOutOfReach",
    "UsageItem",
    "UsageLedger",
    "check_typed_key",
    "open_license",
    "open_usage_ledger",
]
__version__ = "0.1.0"

_DAY = 86_400_000
_MAX_FINGERPRINT = 512


def open_license(
    *,
    base_url: str,
    product: str,
    keys: PublicKeys,
    store: LicenseStore,
    device: Optional[str] = None,
    environment: Optional[str] = None,
    license_key: Optional[str] = None,
    app_version: Optional[str] = None,
    channel: Optional[str] = None,
    user: Optional[str] = None,
    policy: Optional[str] = None,
    group: Optional[str] = None,
    customer: Optional[str] = None,
    checksum: Optional[str] = None,
    floating: bool = False,
    relay: Optional[str] = None,
    grace_days: Optional[float] = None,
    timeout: float = 10,
    retries: int = 1,
    background: bool = True,
    now: Callable[[], int] = local_milliseconds,
    system: Optional[System] = None,
) -> License:
    """Opens the license of this program on this device.

    It waits for the server if the store holds no answer with which the program may run, or the last answer is overdue. It
    returns also if nobody answers: look at ``state``. From then on a daemon thread asks the server.

    :param product: reference of the product
    :param keys: public keys of the server that the program trusts: ``x`` of each in ``/.well-known/jwks.json``
    :param device: a text that names this device, 1 to 86 characters; by default from the id of the system
    :param environment: ``physical``, ``virtual_machine``, ``container`` or ``development``, which the policy may refuse; by default as
        the platform documents it
    :param license_key: a key that the program knows already; it precedes the one in the store
    :param policy: id or name of the policy that the license must have
    :param group: id or name of the group in which the license must be
    :param customer: id, reference or e-mail of the customer who must own the license
    :param checksum: SHA-256 of the program's file in hex, which must be published for its version and product
    :param floating: the program needs a floating seat to run
    :param relay: ``"auto"`` looks for a relay in this network before it calls ``base_url``: by the record SRV ``_keyward._tcp`` of the
        computer's domain, then by multicast DNS, for at most two seconds
    :param grace_days: maximum number of days for which an overdue answer is used; None for as long as it allows
    :param timeout: of a call, in seconds
    :param background: whether a thread asks the server; without it, call ``check`` or ``wake``
    :param now: replaces the local clock: milliseconds since 1970
    :param system: replaces the reads of the system, as in tests
    """
    device = device.strip() if device is not None else None
    if not product:
        raise invalid_option("product must be the reference of a product")
    if device is not None and not 1 <= len(device) <= _MAX_FINGERPRINT:
        raise invalid_option(f"device must be a text of 1 to {_MAX_FINGERPRINT} characters")
    if environment is not None and environment not in ENVIRONMENTS:
        raise invalid_option(f"environment must be one of {', '.join(ENVIRONMENTS)}")
    if grace_days is not None and not grace_days >= 0:
        raise invalid_option("grace_days must be 0 or more")
    if relay not in (None, "auto"):
        raise invalid_option("relay must be 'auto'")
    address = read_base_url(base_url)
    record, problem = _read(store)
    reads = system or System()
    identity = (
        Device(device.strip(), environment_of(reads), record.device, []) if device else system_device(product, record.device, reads)
    )
    time = KnownTime(now, record.seen)
    verifier = Verifier(_trusted_keys(keys, record), product, identity.fingerprint, time)
    memory = LicenseMemory(store, verifier)
    given = license_key.strip() if license_key else None
    memory.recall(record, given or record.license_key, identity.remembered)
    for proof in memory.proofs:
        time.saw_at_least(proof.issued_at)
    where = environment or identity.environment
    facts = {"product": product, "hardware_id": identity.fingerprint, "app_version": app_version, "channel": channel, "user": user}
    judged = {"environment": where, "policy": policy, "group": group, "customer": customer, "checksum": checksum}
    license = License(
        product=product,
        fingerprint=identity.fingerprint,
        environment=where,
        warnings=identity.warnings,
        license_key=given,
        is_floating=floating,
        longest_grace=float("inf") if grace_days is None else grace_days * _DAY,
        memory=memory,
        calls=Calls((find_relay() if relay else None) or address, facts, judged, timeout, retries),
        verifier=verifier,
        time=time,
        local_clock=now,
    )
    license.last_error = problem
    license.open(background, is_new_device=identity.remembered != record.device)
    return license


def _read(store: LicenseStore) -> "tuple[LicenseRecord, Optional[Exception]]":
    """A store that cannot be read is a store without an answer."""
    try:
        record = decode_record(store.read())
    except OSError as error:
        return decode_record(None), error
    return record, usage_error("The store was edited: it is not used") if record.is_edited else None


def _trusted_keys(keys: PublicKeys, record: LicenseRecord) -> TrustedKeys:
    try:
        return TrustedKeys(keys, record.proofs)
    except ValueError as error:
        raise invalid_option(f"keys: {error}") from error
