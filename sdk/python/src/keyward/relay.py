"""Relays: servers in the networks of customers, which answer under a certificate that the vendor's server signed."""

import math
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional

from .encoding import decode_parts, from_base64url, json_object
from .errors import UntrustedError

CERTIFICATE = "keyward-relay+jws"

_SECOND = 1_000
# Clocks are corrected by minutes every day, and by nobody by hours.
_TOLERANCE = 3_600_000


@dataclass(frozen=True)
class Relay:
    """The relay that gave the last answer."""

    #: UUID at the vendor's server.
    id: str
    name: str
    #: The last second in which it may answer.
    until: datetime


@dataclass(frozen=True)
class CertifiedRelay:
    """Times are milliseconds since 1970."""

    id: str
    name: str
    kid: str
    key: bytes
    product: str
    #: SHA-256 of the license key in hex.
    key_hash: str
    issued_at: int
    starts_at: int
    #: The last second in which the relay may answer.
    ends_at: int

    @property
    def shown(self) -> Relay:
        return Relay(self.id, self.name, datetime.fromtimestamp(self.ends_at / _SECOND, timezone.utc))

    def check_claims(self, claims: Dict[str, Any]) -> None:
        """Raises UntrustedError unless the relay signs in its own name, and for no longer than it is certified."""
        session = _object_in(claims.get("session"))
        others = [claims.get("offline_until"), session.get("expires_at"), session.get("borrowed_until")]
        ends = [_time(claims.get("exp"))] + [_time(each) for each in others if each is not None]
        if claims.get("relay") != self.id or max(ends) > self.ends_at:
            raise UntrustedError("malformed")

    def check_use(self, product: str, key_hash: Optional[str], now: Optional[int]) -> None:
        """Raises UntrustedError unless the relay may answer for this product and license key.

        ``key_hash``: None if the call names no license key. ``now``: None for an answer from the store, whose use its times bound.
        """
        if product != self.product or (key_hash is not None and key_hash != self.key_hash):
            raise UntrustedError("relay_chain")
        if now is None:
            return
        # Something signed at this instant exists.
        latest = max(now, self.issued_at)
        if latest < self.starts_at - _TOLERANCE:
            raise UntrustedError("relay_chain")
        if latest >= self.ends_at + _SECOND:
            raise UntrustedError("relay_expired")


def chain_in(jws: Any) -> Optional[List[Any]]:
    """Certificates in the header of a compact JWS; None for one without, as the server signs."""
    header = json_object(decode_parts(jws, 3)[0])
    chain = header.get("chain")
    return (chain if isinstance(chain, list) else []) if "chain" in header else None


def certified_relay(claims: Dict[str, Any]) -> CertifiedRelay:
    """Raises UntrustedError if the claims are not those of a certificate."""
    relay = _object_in(claims.get("relay"))
    key = _object_in(relay.get("key"))
    public_key = from_base64url(key.get("x"))
    if claims.get("ver") != 1 or key.get("kty") != "OKP" or key.get("crv") != "Ed25519" or len(public_key) != 32:
        raise UntrustedError("malformed")
    return CertifiedRelay(
        id=_text(relay.get("id")),
        name=_text(relay.get("name")),
        kid=_text(key.get("kid")),
        key=public_key,
        product=_text(claims.get("product")),
        key_hash=_text(claims.get("key_hash")),
        issued_at=_time(claims.get("iat")),
        starts_at=_time(claims.get("nbf")),
        ends_at=_time(claims.get("exp")),
    )


def _object_in(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if not isinstance(value, str) or value == "":
        raise UntrustedError("malformed")
    return value


def _time(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise UntrustedError("malformed")
    return int(value * _SECOND)
