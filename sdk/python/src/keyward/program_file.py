"""The file of a program without a connection, and what it signs with its key."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, NamedTuple, Optional, Tuple, Union

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from .encoding import MAX_CHARACTERS, base64url, compact_json, json_object
from .errors import MismatchError, UntrustedError, unusable_file, usage_error
from .ledger_file import State, write_new
from .signed import TrustedKeys

MAX_DECIMALS = 6
_AMOUNT = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?")
# JavaScript puts such names first.
_INDEX = re.compile("0|[1-9][0-9]{0,9}")
_MAX_INDEX = 2**32 - 2


class Amount(NamedTuple):
    """An amount in millionths, and the most decimals of what is drawn from it."""

    parts: int
    decimals: int

    def __str__(self) -> str:
        digits = str(self.parts).zfill(MAX_DECIMALS + 1)
        whole, fraction = digits[:-MAX_DECIMALS], digits[-MAX_DECIMALS:].rstrip("0")
        return f"{whole}.{fraction}" if fraction else whole


def amount_in(amount: Union[int, str], decimals: int) -> Optional[Amount]:
    """None if it is no amount, or has more decimals."""
    is_exact = isinstance(amount, (int, str)) and not isinstance(amount, bool)
    found = _AMOUNT.fullmatch(str(amount)) if is_exact else None
    fraction = (found[2] or "").rstrip("0") if found else ""
    return None if found is None or len(fraction) > decimals else Amount(int(found[1] + fraction.ljust(MAX_DECIMALS, "0")), decimals)


@dataclass(frozen=True)
class Rate:
    """What one use of a feature costs."""

    credit: str
    cost: Amount


@dataclass(frozen=True)
class ProgramFile:
    """A file whose signatures were verified. Times are seconds since 1970."""

    #: Without a private key.
    text: str
    private_key: Optional[str]
    certificate: str
    #: Signed, for this program alone: the key of codes for the telephone follows from it.
    license: str
    license_id: str
    id: str
    jti: str
    #: The public key that reports are signed for.
    x: str
    kid: str
    issued_at: int
    ends_at: int
    grants: Dict[str, Amount]
    _rates: Dict[str, Rate]
    _next_rates: Optional[Tuple[float, Dict[str, Rate]]]

    def rate_of(self, feature: str, now: int) -> Optional[Rate]:
        """``now``: milliseconds since 1970."""
        is_next = self._next_rates is not None and self._next_rates[0] <= now / 1000
        return (self._next_rates[1] if self._next_rates and is_next else self._rates).get(feature)


def read_program_file(text: str, keys: TrustedKeys, product: str) -> ProgramFile:
    """Raises KeywardError with a code by cause."""
    try:
        return _verified(text, keys, product)
    except (UntrustedError, MismatchError) as error:
        raise unusable_file(error) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise unusable_file(UntrustedError("malformed")) from error


def _verified(text: str, keys: TrustedKeys, product: str) -> ProgramFile:
    members = json_object(text.encode()) if len(text) <= MAX_CHARACTERS else {}
    if members.get("keyward_program") != 1:
        raise UntrustedError("malformed")
    certificate, license = members["certificate"], members["license"]
    claims = keys.verify(certificate, "keyward-program+jws")
    terms = keys.verify(license, "keyward-relay-license+jws")
    if claims.get("product") != product:
        raise MismatchError("product", "The file is for another product")
    if claims.get("ver") != 1 or claims["jti"] != terms["jti"]:
        raise UntrustedError("malformed")
    relay, fields = claims["relay"], terms.get("license_fields") or {}
    grants = _grants_in(claims["pool"].get("meters") or {}, fields.get("decimals") or {})
    later = fields.get("next_rates")
    return ProgramFile(
        text=compact_json({"keyward_program": 1, "certificate": certificate, "license": license}),
        private_key=members.get("private_key"),
        certificate=certificate,
        license=license,
        license_id=claims["license"],
        id=relay["id"],
        jti=claims["jti"],
        x=relay["key"]["x"],
        kid=relay["key"]["kid"],
        issued_at=int(claims["iat"]),
        ends_at=int(claims["exp"]),
        grants=grants,
        _rates=_rates_in(fields.get("rates") or {}, grants),
        _next_rates=(_instant(later["from"]), _rates_in(later["rates"], grants)) if later else None,
    )


def _grants_in(meters: Dict[str, Any], decimals: Dict[str, int]) -> Dict[str, Amount]:
    places = {code: decimals.get(code, MAX_DECIMALS) if isinstance(amount, str) else 0 for code, amount in meters.items()}
    return {code: _known(amount_in(amount, places[code])) for code, amount in meters.items()}


def _rates_in(rates: Dict[str, Any], grants: Dict[str, Amount]) -> Dict[str, Rate]:
    return {
        feature: Rate(rate["credit"], _known(amount_in(rate["amount"], grants[rate["credit"]].decimals)))
        for feature, rate in rates.items()
    }


def _known(amount: Optional[Amount]) -> Amount:
    if amount is None:
        raise UntrustedError("malformed")
    return amount


# In ISO 8601 with Z, which older versions of Python do not read.
def _instant(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=timezone.utc).timestamp()


class ProgramKey:
    """The key in the directory of a ledger."""

    def __init__(self, directory: Path, pem: Optional[str] = None) -> None:
        """Makes it at need; ``pem`` came with a file."""
        path = directory / "program-key.pem"
        made = pem or Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        try:
            write_new(path, made)
        except FileExistsError:
            pass
        try:
            key = load_pem_private_key(path.read_bytes(), None)
        except ValueError as error:
            raise usage_error("The key of the directory is damaged", "LEDGER_DAMAGED") from error
        assert isinstance(key, Ed25519PrivateKey)
        self._key = key
        self.x = base64url(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, text: str) -> str:
        return base64url(self._key.sign(text.encode()))


def written_report(state: State, file: ProgramFile, to: int, key: ProgramKey) -> str:
    """The next report. ``to``: its end in seconds since 1970."""
    before = state["report"]
    claims = {
        "ver": 1,
        "relay": file.id,
        "license": file.license_id,
        "seq": state["seq"] + 1,
        "prev": None if before is None else hashlib.sha256(before.encode()).hexdigest(),
        "boot": state["boot"],
        "from": state["from"],
        "to": to,
        "usage": _usage_in(state),
    }
    header = {"alg": "EdDSA", "kid": file.kid, "typ": "keyward-report+jws", "chain": [file.certificate]}
    text = f"{_encoded(header)}.{_encoded(claims)}"
    return f"{text}.{key.sign(text)}"


# Starts of a program need no seat: it has no peak, and what it refused are amounts of meters.
def _usage_in(state: State) -> Dict[str, Any]:
    return {
        "sessions": {"peak": 0, "started": state["starts"], "refused": state["refused"], "minutes_full": 0},
        "meters": {code: {"used": used} for code, used in _used_in(state).items()},
        "versions": [{"version": version, "devices": 1} for version in state["versions"]],
        "devices": 1,
        "days": [{"day": day, "peak": 0, "refused": 0, "minutes_full": 0} for day in sorted(state["days"])],
    }


def _used_in(state: State) -> Dict[str, str]:
    since = {}
    for code, total in state["used"].items():
        used, reported = (_known(amount_in(text, MAX_DECIMALS)) for text in (total, state["reported"].get(code, "0")))
        since[code] = str(Amount(used.parts - reported.parts, MAX_DECIMALS))
    return since


def report_code(claims: Dict[str, Any], file: ProgramFile) -> str:
    """The few numbers of a report that matter, as a code that can be read over the telephone."""
    usage = claims["usage"]
    numbers = {"r": claims["relay"], "q": claims["seq"], "f": claims["from"], "t": claims["to"]}
    numbers.update(p=usage["sessions"]["peak"], x=usage["sessions"]["refused"])
    if usage["meters"]:
        numbers["m"] = {code: usage["meters"][code]["used"] for code in sorted(usage["meters"], key=_order)}
    secret = hashlib.sha256(file.license.encode()).digest()
    proof = hmac.new(secret, compact_json(numbers).encode(), hashlib.sha256).digest()
    return "KWU1." + _encoded({**numbers, "s": base64url(proof)[:22]})


def _order(code: str) -> Tuple[bool, int]:
    is_index = _INDEX.fullmatch(code) is not None and int(code) <= _MAX_INDEX
    return (not is_index, int(code) if is_index else 0)


def release_code_of(file: ProgramFile, key: ProgramKey) -> str:
    """The code with which the program gives its amounts back."""
    return "KWY1." + _encoded({"r": file.id, "j": file.jti, "s": key.sign(f"keyward relay release {file.id} {file.jti}")})


def request_code(key: ProgramKey, name: str, nonce: str) -> str:
    """The code with which an admin issues a file for this key. ``nonce``: 16 characters."""
    return "KWL1." + _encoded({"k": key.x, "n": name[:100], "t": nonce})


def _encoded(value: Dict[str, Any]) -> str:
    return base64url(compact_json(value).encode())
