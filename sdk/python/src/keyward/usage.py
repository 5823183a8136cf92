"""Amounts of meters and credits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Dict, List, Mapping, NoReturn, Optional, TypedDict, cast

from .errors import UntrustedError, untrusted_answer


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


def reservation_in(fields: Mapping[str, Any]) -> ReservedUsage:
    token, end = fields.get("reservation_token"), fields.get("expires_at")
    if not isinstance(token, str) or not isinstance(end, str):
        _malformed()
    return ReservedUsage(token, datetime.fromisoformat(end.replace("Z", "+00:00")))


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
