"""Features that sessions share, each with its own number of sessions."""

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional

from .errors import UntrustedError, untrusted_answer


@dataclass(frozen=True)
class FloatingFeature:
    """A feature that a session asked for."""

    feature: str
    #: Whether the session holds it.
    held: bool
    #: Running sessions that hold it.
    used: int
    #: Sessions that may hold it; None is unlimited.
    max: Optional[int]
    #: Why the session did not get it: ``FEATURE_EXHAUSTED`` or ``FEATURE_NOT_GRANTED``.
    code: Optional[str]


def features_in(claims: Mapping[str, Any]) -> List[FloatingFeature]:
    """Features as the server has signed them."""
    features = claims.get("features")
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise untrusted_answer(UntrustedError("malformed"))
    return [
        FloatingFeature(
            feature=str(each.get("feature")),
            held=each.get("held") is True,
            used=int(each["used"]) if isinstance(each.get("used"), int) else 0,
            max=each["max"] if isinstance(each.get("max"), int) else None,
            code=each["code"] if isinstance(each.get("code"), str) else None,
        )
        for each in features
    ]
