"""The state of a license that follows from what is known. It says yes only for as long as something signed does."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional

from .proof import Customer, Entitlement, SignedProof

_SECOND = 1000
# About the device, which a file for any device does not name, and which an activation changes.
DEVICE_CODES = ("NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE")


@dataclass(frozen=True)
class LicenseState:
    """What the program may do now.

    ``kind`` and ``reason``:

    - ``valid``: the server, or a license file, said yes
    - ``grace``: the last yes still holds, but could not be renewed (``unreachable``), the clock is behind a time that was
      seen (``clock_turned_back``), or the floating seat was lost (``no_session``): tell the user to connect before ``until``
    - ``must_connect``: nothing says yes any more: ``no_license_key``, ``no_answer``, ``unreachable``, ``file_ended``,
      ``clock_turned_back``, ``no_session``, or ``no_seat_free`` while all floating seats are taken
    - ``refused``: the server said no, and signed it; ``reason`` is its code, such as ``EXPIRED``
    """

    kind: str
    usable: bool
    reason: Optional[str] = None
    #: ``server`` or ``file``, if usable.
    source: Optional[str] = None
    #: Until when the program may run if nobody answers; None while it is not usable.
    until: Optional[datetime] = None
    #: When the server refused.
    since: Optional[datetime] = None
    features: List[str] = field(default_factory=list)
    #: Entitlements that hold now, by code.
    entitlements: Dict[str, Entitlement] = field(default_factory=dict)
    #: Maximum number of users; None is unlimited.
    max_users: Optional[int] = None
    #: Expiration of the license; None for never.
    expires_at: Optional[datetime] = None
    #: UUID of the license on the server.
    license: Optional[str] = None
    #: Customer of the license; None unless the product shows it to programs.
    customer: Optional[Customer] = None
    #: The object ``public`` in the metadata of the product and of the license.
    metadata: Dict[str, Any] = field(default_factory=dict)
    #: The object ``public`` in the metadata of this device.
    device_metadata: Dict[str, Any] = field(default_factory=dict)
    #: Where the user buys more, also while the license is not usable; None if the product has no such page.
    upgrade_url: Optional[str] = None
    #: Where the user manages licenses and devices, also while the license is not usable; None without such a page.
    manage_url: Optional[str] = None
    #: Event that starts the term of the license, such as ``first_activation``; None once it has started.
    starts_on: Optional[str] = None
    #: Code of a rule that the policy only reports, and that would refuse this program; None if none would.
    would_be: Optional[str] = None


@dataclass(frozen=True)
class Knowledge:
    has_key: bool
    #: Last signed answer.
    answer: Optional[SignedProof]
    file: Optional[SignedProof]
    #: What the server signed about the borrowed seat, and its end.
    borrowed: Optional[SignedProof]
    borrowed_until: Optional[int]
    #: Whether the last attempt to get an answer failed.
    is_unanswered: bool
    #: The server was asked to activate this device, and wants to be asked later: it has not refused to.
    is_postponed: bool
    #: Of a floating license: ``never``, ``taken`` (by others), ``held`` or ``lost``; None for other licenses.
    session: Optional[str]
    #: Milliseconds since 1970.
    now: int
    is_clock_turned_back: bool
    #: Milliseconds after ``next_check`` for which an answer may be used at most.
    longest_grace: float


def state_of(known: Knowledge) -> LicenseState:
    latest = _said_last(known) or known.file
    if latest is None:
        return _verdict_of(known)
    return replace(_verdict_of(known), upgrade_url=latest.upgrade_url, manage_url=latest.manage_url)


def _verdict_of(known: Knowledge) -> LicenseState:
    answer = _said_last(known)
    refusal = answer if answer is not None and not answer.is_valid else None
    proofs = [proof for proof in (answer, known.file) if proof is not None and proof.is_valid]
    held = [proof for proof in proofs if not (refusal and _refutes(refusal, proof)) and _holds(proof, known)]
    usable = sorted((_usable(proof, known) for proof in held), key=_preference)
    if not usable:
        is_open = known.is_postponed and refusal is not None and refusal.code in DEVICE_CODES
        return _refused(refusal) if refusal and not is_open else _must_connect(_unusable_reason(known))
    without_seat = {"never": "no_session", "taken": "no_seat_free"}.get(known.session or "")
    return _must_connect(without_seat) if without_seat else usable[0]


def held_until(proof: SignedProof, longest_grace: float) -> float:
    """Until when a yes holds if no other follows."""
    if proof.source == "file":
        return proof.ends_at
    end = proof.next_check if proof.offline_until is None else proof.offline_until
    return min(end, proof.next_check + longest_grace)


def instant(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc)


# In answer to a check, or about the borrowed seat.
def _said_last(known: Knowledge) -> Optional[SignedProof]:
    answer, borrowed = known.answer, known.borrowed
    return answer if borrowed is None or (answer and answer.issued_at > borrowed.issued_at) else borrowed


# A borrowed seat needs no server until its end.
def _end_of(proof: SignedProof, known: Knowledge) -> float:
    end = held_until(proof, known.longest_grace)
    return end if proof.source == "file" else max(end, known.borrowed_until or 0)


# What is signed speaks of whole seconds and includes the last.
def _holds(proof: SignedProof, known: Knowledge) -> bool:
    return known.now < _end_of(proof, known) + _SECOND


def _refutes(refusal: SignedProof, proof: SignedProof) -> bool:
    is_about_it = not (proof.is_for_any_device and refusal.code in DEVICE_CODES)
    return is_about_it and refusal.issued_at > proof.issued_at


def _usable(proof: SignedProof, known: Knowledge) -> LicenseState:
    needs_server = proof.source == "server" and known.now >= (known.borrowed_until or 0) + _SECOND
    is_overdue = needs_server and known.now >= proof.next_check
    reason = None
    if known.is_clock_turned_back:
        reason = "clock_turned_back"
    elif known.session == "lost":
        reason = "no_session"
    elif is_overdue and known.is_unanswered:
        reason = "unreachable"
    ended = {code for code, held in proof.entitlements.items() if _has_ended(held, known.now)}
    return LicenseState(
        kind="valid" if reason is None else "grace",
        usable=True,
        reason=reason,
        source=proof.source,
        until=instant(_end_of(proof, known)),
        features=[feature for feature in proof.features if feature not in ended],
        entitlements={code: held for code, held in proof.entitlements.items() if code not in ended},
        max_users=proof.max_users,
        expires_at=None if proof.expires_at is None else instant(proof.expires_at),
        license=proof.license,
        customer=proof.customer,
        metadata=proof.metadata,
        device_metadata=proof.device_metadata,
        starts_on=proof.starts_on,
        would_be=proof.would_be,
    )


def _has_ended(entitlement: Entitlement, now: int) -> bool:
    end = entitlement.expires_at
    return end is not None and datetime.fromisoformat(end.replace("Z", "+00:00")).timestamp() * 1000 <= now


def _preference(state: LicenseState) -> Any:
    return (state.kind != "valid", -(state.until.timestamp() if state.until else 0))


def _refused(refusal: SignedProof) -> LicenseState:
    return LicenseState("refused", False, refusal.code, since=instant(refusal.issued_at))


def _must_connect(reason: str) -> LicenseState:
    return LicenseState("must_connect", False, reason)


def _unusable_reason(known: Knowledge) -> str:
    if not known.has_key:
        return "no_license_key"
    if known.answer is None and known.file is None and known.borrowed is None:
        return "no_answer"
    if known.is_clock_turned_back:
        return "clock_turned_back"
    return "file_ended" if known.file is not None and known.answer is None else "unreachable"
