"""Signed answers and license files that were verified and are about this program."""

import hashlib
import math
import re
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .errors import MismatchError, UntrustedError
from .known_time import KnownTime
from .relay import CertifiedRelay
from .signed import ANSWER, VERDICT, TrustedKeys, clean_license_file, read_license_file

_OPERATIONS = ("validate", "activate", "heartbeat", "session")


@dataclass(frozen=True)
class Subject:
    """A proof must name it."""

    product: str
    license_key: str
    fingerprint: str
    #: UUID of the license, once it is known.
    license: Optional[str] = None


@dataclass(frozen=True)
class AskedCall:
    """An answer must say that it answers it."""

    #: As signed answers name it.
    operation: str
    #: License key or token that the call names.
    credential: Optional[str]
    #: Whether the call names the device.
    names_device: bool = True
    #: Id of the relay that has lent the seat which the call is about.
    lender: Optional[str] = None


@dataclass(frozen=True)
class Entitlement:
    value: Any
    #: ISO 8601; None for as long as the license.
    expires_at: Optional[str]


@dataclass(frozen=True)
class Customer:
    name: str
    company: Optional[str]
    #: The object ``public`` in the metadata of the customer.
    metadata: Dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class SignedProof:
    """Times are milliseconds since 1970."""

    source: str
    #: As it was received, to be verified again at the next start.
    text: str
    jti: str
    license: Optional[str]
    #: Whether it names no device: a file for any.
    is_for_any_device: bool
    issued_at: int
    ends_at: int
    next_check: int
    #: The last second without a server; None for none.
    offline_until: Optional[int]
    is_valid: bool
    code: str
    features: List[str]
    entitlements: Dict[str, Entitlement]
    max_users: Optional[int]
    expires_at: Optional[int]
    #: Whether it says that the license file that the program named was revoked.
    revokes_file: bool
    #: Nonce of the request that a license file was made for.
    request: Optional[str]
    customer: Optional[Customer]
    metadata: Dict[str, Any]
    device_metadata: Dict[str, Any]
    upgrade_url: Optional[str]
    manage_url: Optional[str]
    starts_on: Optional[str]
    would_be: Optional[str]
    #: The relay that signed it; None for the server.
    relay: Optional[CertifiedRelay]
    claims: Mapping[str, Any] = field(repr=False)


class Verifier:
    """Turns signed texts into proof about one program on one device."""

    def __init__(self, keys: TrustedKeys, product: str, fingerprint: str, time: KnownTime) -> None:
        self.keys = keys
        self._product = product
        self._fingerprint = fingerprint
        self._time = time

    def subject(self, license_key: str, license: Optional[str] = None) -> Subject:
        return Subject(self._product, license_key, self._fingerprint, license)

    def answer(self, text: Any, subject: Subject, nonce: str, operation: str) -> SignedProof:
        """The answer to a call. Raises UntrustedError and MismatchError."""
        claims, relay = self._verified(text, VERDICT, subject.license_key, self._time.now())
        _check_call(claims, nonce, operation)
        return _read_proof("server", text, claims, subject, relay)

    def outcome(self, text: Any, call: AskedCall, nonce: str, code: Optional[str]) -> Dict[str, Any]:
        """The claims of an answer without a verdict, or of a refusal with this code. Raises UntrustedError and MismatchError."""
        # A token names its license no more than a call without a license key does.
        license_key = call.credential if call.names_device else None
        claims, _ = self._verified(text, ANSWER, license_key, self._time.now())
        _check_call(claims, nonce, call.operation)
        if claims.get("code", "") != code:
            raise MismatchError("operation", "It is another refusal, or none")
        if claims.get("key_hash", "") != (None if call.credential is None else _key_hash(call.credential)):
            raise MismatchError("license_key", "It is about another license key")
        if claims.get("fingerprint", "") != (self._fingerprint if call.names_device else None):
            raise MismatchError("device", "It is about another device")
        return claims

    def stored_answer(self, text: Optional[str], subject: Subject) -> Optional[SignedProof]:
        """An answer that was verified before, from the store."""
        try:
            claims, relay = self._verified(text, VERDICT, subject.license_key, None)
            return _read_proof("server", text or "", claims, subject, relay) if claims.get("op") in _OPERATIONS else None
        except (UntrustedError, MismatchError):
            return None

    def file(self, text: str, subject: Subject) -> SignedProof:
        """A license file. Raises UntrustedError and MismatchError."""
        clean = clean_license_file(text)
        claims = read_license_file(clean, self.keys, subject.license_key, subject.fingerprint)
        proof = _read_proof("file", clean, claims, subject)
        if not proof.is_valid:
            raise UntrustedError("malformed")
        return proof

    def stored_file(self, text: Optional[str], subject: Subject) -> Optional[SignedProof]:
        try:
            return None if text is None else self.file(text, subject)
        except (UntrustedError, MismatchError):
            return None

    def _verified(
        self, text: Any, typ: str, license_key: Optional[str], now: Optional[int]
    ) -> Tuple[Dict[str, Any], Optional[CertifiedRelay]]:
        """``now``: None for an answer from the store, whose times end before the certificate of its relay."""
        claims, relay = self.keys.verify_answer(text, typ)
        if relay:
            relay.check_use(self._product, None if license_key is None else _key_hash(license_key), now)
        return claims, relay


def _check_call(claims: Dict[str, Any], nonce: str, operation: str) -> None:
    if claims.get("nonce") != nonce:
        raise MismatchError("nonce", "It answers another call")
    if claims.get("op") != operation:
        raise MismatchError("operation", f"It is no answer to {operation}")


def _key_hash(license_key: str) -> str:
    return hashlib.sha256(license_key.encode()).hexdigest()


def _read_proof(
    source: str, text: str, claims: Dict[str, Any], subject: Subject, relay: Optional[CertifiedRelay] = None
) -> SignedProof:
    is_valid = _boolean(claims, "valid")
    fingerprint = _text_or_none(claims, "fingerprint")
    _check_subject(claims, subject, is_valid)
    if fingerprint != subject.fingerprint and (source == "server" or fingerprint is not None):
        raise MismatchError("device", "It is about another device")
    license_file = claims.get("license_file")
    return SignedProof(
        source=source,
        text=text,
        jti=_text(claims, "jti"),
        license=_text_or_none(claims, "license"),
        is_for_any_device=fingerprint is None,
        issued_at=_time(claims, "iat"),
        ends_at=_time(claims, "exp"),
        # Where it is all that bounds the use without a server.
        next_check=min([_time(claims, "next_check")] + ([relay.ends_at] if relay else [])),
        offline_until=_time_or_none(claims, "offline_until"),
        is_valid=is_valid,
        code=_text(claims, "code"),
        features=[feature for feature in _list(claims, "features") if isinstance(feature, str)],
        entitlements=_entitlements_in(claims.get("entitlements")),
        max_users=None if claims.get("max_users", "") is None else int(_number(claims, "max_users")),
        expires_at=_time_or_none(claims, "expires_at"),
        revokes_file=isinstance(license_file, dict) and license_file.get("revoked") is True,
        request=_text_if_any(claims, "request"),
        customer=_customer_in(claims.get("customer")),
        metadata=_object_in(claims.get("metadata")),
        device_metadata=_object_in(_object_in(claims.get("device")).get("metadata")),
        upgrade_url=_address_in(claims.get("upgrade_url")),
        manage_url=_address_in(claims.get("manage_url")),
        starts_on=_text_if_any(claims, "starts_on"),
        would_be=_text_if_any(claims, "would_be"),
        relay=relay,
        claims=claims,
    )


# Of an unknown license key, the server knows neither product nor license.
def _check_subject(claims: Dict[str, Any], subject: Subject, is_valid: bool) -> None:
    product, license = claims.get("product", ""), claims.get("license", "")
    is_unknown = not is_valid and product is None and license is None
    if claims.get("key_hash") != _key_hash(subject.license_key):
        raise MismatchError("license_key", "It is about another license key")
    names_other_product = claims.get("valid") is False and claims.get("code") == "PRODUCT_MISMATCH"
    if not is_unknown and product != subject.product and not names_other_product:
        raise MismatchError("product", "It is about another product")
    if not is_unknown and subject.license is not None and license != subject.license:
        raise MismatchError("license", "It is about another license")


def _entitlements_in(value: Any) -> Dict[str, Entitlement]:
    held = _object_in(value)
    return {
        code: Entitlement(each.get("value"), each["expires_at"] if isinstance(each.get("expires_at"), str) else None)
        for code, each in held.items()
        if isinstance(each, dict)
    }


def _customer_in(value: Any) -> Optional[Customer]:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return None
    company = value.get("company")
    return Customer(value["name"], company if isinstance(company, str) else None, _object_in(value.get("metadata")))


def _object_in(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


# Programs open it, so that it may be nothing but a web address.
def _address_in(value: Any) -> Optional[str]:
    return value if isinstance(value, str) and re.match("https?://", value, re.IGNORECASE) else None


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or value == "":
        raise UntrustedError("malformed")
    return value


def _text_or_none(claims: Mapping[str, Any], name: str) -> Optional[str]:
    return None if claims.get(name, "") is None else _text(claims, name)


def _text_if_any(claims: Mapping[str, Any], name: str) -> Optional[str]:
    value = claims.get(name)
    return value if isinstance(value, str) else None


def _boolean(claims: Mapping[str, Any], name: str) -> bool:
    value = claims.get(name)
    if not isinstance(value, bool):
        raise UntrustedError("malformed")
    return value


def _number(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise UntrustedError("malformed")
    return value


def _list(claims: Mapping[str, Any], name: str) -> List[Any]:
    value = claims.get(name)
    if not isinstance(value, list):
        raise UntrustedError("malformed")
    return value


def _time(claims: Mapping[str, Any], name: str) -> int:
    return int(_number(claims, name) * 1000)


def _time_or_none(claims: Mapping[str, Any], name: str) -> Optional[int]:
    return None if claims.get(name, "") is None else _time(claims, name)
