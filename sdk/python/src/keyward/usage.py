"""Amounts of meters and credits, as the server signs them."""

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, List, Mapping, NoReturn, Optional, Sequence, Tuple, TypedDict, cast

from .errors import MismatchError, UntrustedError, untrusted_answer


class _Amount(TypedDict):
    amount: int


class UsageItem(_Amount, total=False):
    """An amount of a meter, or uses of a feature that costs credits: ``{"feature": "render", "amount": 2}``."""

    meter: str
    feature: str


class MeterBalance(TypedDict):
    """A meter after a call."""

    meter: str
    #: What was taken in this period and not returned.
    used: int
    #: None is unlimited.
    limit: Optional[int]
    #: What can still be taken in this period, the overage included; None is unlimited.
    left: Optional[int]
    #: When the next period begins, in ISO 8601; None for a meter that never resets.
    resets_at: Optional[str]


class CreditBalance(TypedDict):
    """A credit after a call. Its amounts are decimal texts, because numbers would not be exact."""

    credit: str
    #: What was taken in this period and not returned.
    used: str
    #: None is unlimited.
    limit: Optional[str]
    #: What can still be taken in this period, the overage included; None is unlimited.
    left: Optional[str]
    #: When the next period begins, in ISO 8601; None for a credit that never resets.
    resets_at: Optional[str]


@dataclass(frozen=True)
class ReservedUsage:
    """An amount that is kept for this program."""

    token: str
    #: When it ends by itself.
    expires_at: datetime


@dataclass(frozen=True)
class CommittedUsage:
    """The balances that a commit took from, after it."""

    meters: List[MeterBalance]
    credits: List[CreditBalance]


def committed_in(fields: Mapping[str, Any]) -> CommittedUsage:
    meters = [cast(MeterBalance, each) for each in _balances(fields.get("meters"), "meter", int)]
    return CommittedUsage(meters, [cast(CreditBalance, each) for each in _balances(fields.get("credits"), "credit", str)])


def meter_in(fields: Mapping[str, Any]) -> MeterBalance:
    meters = committed_in(fields).meters
    if not meters:
        _malformed()
    return meters[0]


def credit_in(fields: Mapping[str, Any]) -> CreditBalance:
    credits = committed_in(fields).credits
    if not credits:
        _malformed()
    return credits[0]


def reservation_in(claims: Mapping[str, Any], token: Any) -> ReservedUsage:
    """The claims say when it ends; the token is sent beside."""
    reservation = claims.get("reservation")
    end = reservation.get("expires_at") if isinstance(reservation, dict) else None
    if not isinstance(token, str) or isinstance(end, bool) or not isinstance(end, (int, float)):
        _malformed()
    return ReservedUsage(token, datetime.fromtimestamp(end, timezone.utc))


def check_items(claims: Mapping[str, Any], sent: Optional[Sequence[UsageItem]]) -> None:
    """The answer must be about the amounts that were sent: their call may have been changed on its way."""
    if _amounts_in(claims.get("items")) != _amounts_in(sent):
        raise untrusted_answer(MismatchError("operation", "It is about other amounts"))


def _amounts_in(items: Any) -> List[Tuple[Any, ...]]:
    return [tuple(each.get(name) for name in ("meter", "feature", "amount")) for each in items or () if isinstance(each, dict)]


def _balances(listed: Any, name: str, amount: type) -> List[Dict[str, Any]]:
    balances = listed if isinstance(listed, list) else []
    if not all(_is_balance(each, name, amount) for each in balances):
        _malformed()
    return balances


def _is_balance(value: Any, name: str, amount: type) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get(name), str) or not isinstance(value.get("used"), amount):
        return False
    limits = [value.get("limit"), value.get("left")]
    return all(each is None or isinstance(each, amount) for each in limits)


def _malformed() -> NoReturn:
    raise untrusted_answer(UntrustedError("malformed"))
