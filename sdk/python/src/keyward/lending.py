"""Seats that a relay has lent, in networks without it."""

from typing import Optional

from .errors import other_lender
from .proof import SignedProof
from .server import LeasedSession
from .state import DEVICE_CODES

_SECOND = 1_000


def check_lender(borrowed: Optional[LeasedSession], answer: SignedProof, now: int) -> None:
    """Raises ``RELAY_UNREACHABLE`` if another server than the relay that lent the seat does not know this device."""
    is_held = borrowed is not None and now < (borrowed.borrowed_until or 0) + _SECOND
    lender = borrowed.proof.relay.id if borrowed and is_held and borrowed.proof.relay else None
    signer = answer.relay.id if answer.relay else None
    if lender not in (None, signer) and not answer.is_valid and answer.code in DEVICE_CODES:
        raise other_lender()
