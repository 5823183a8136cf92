"""Public keys of the license server, Ed25519 and P-256, and what they verify."""

import hashlib
import re
from typing import Any, Dict, List, Optional, Sequence, Union

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from .encoding import base64url, from_base64url
from .errors import UntrustedError

PublicKeys = Union[Sequence[Union[str, Dict[str, Any]]], Dict[str, Any]]

# 32 bytes of Ed25519, or an uncompressed point of P-256: 4, x, y.
_ALGORITHMS = {32: "EdDSA", 65: "ES256"}


def pinned_keys(pinned: PublicKeys) -> List[bytes]:
    listed = pinned.get("keys", []) if isinstance(pinned, dict) else pinned
    keys = []
    for key in listed:
        try:
            keys.append(public_key_in(_jwk_text(key) if isinstance(key, dict) else _pasted(key)))
        except UntrustedError:
            raise ValueError(
                "A pinned key is a text in base64url: x of /.well-known/jwks.json, or public_key of ES256"
            ) from None
    if not keys:
        raise ValueError("At least one public key must be pinned")
    return keys


def public_key_in(text: Any) -> bytes:
    """Raises UntrustedError if it is none. Its length says of which algorithm it is."""
    public_key = from_base64url(text)
    if len(public_key) not in _ALGORITHMS or (len(public_key) == 65 and _point(public_key) is None):
        raise UntrustedError("malformed")
    return public_key


def algorithm_of(public_key: bytes) -> str:
    return _ALGORITHMS[len(public_key)]


def kid_of(public_key: bytes) -> str:
    return base64url(hashlib.sha256(public_key).digest())[:8]


def verify_signature(public_key: bytes, signature: bytes, data: bytes) -> None:
    """Raises UntrustedError. A signature of ES256 is r and s, 32 bytes each (RFC 7518)."""
    point = _point(public_key) if len(public_key) == 65 else None
    try:
        if point is None:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
        elif len(signature) != 64:
            raise InvalidSignature
        else:
            r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            point.verify(encode_dss_signature(r, s), data, ECDSA(SHA256()))
    except InvalidSignature:
        raise UntrustedError("signature") from None


# None unless it is an uncompressed point of the curve.
def _point(public_key: bytes) -> Optional[EllipticCurvePublicKey]:
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public_key)
    except ValueError:
        return None


def _jwk_text(jwk: Dict[str, Any]) -> Any:
    if jwk.get("kty") != "EC":
        return _pasted(jwk.get("x"))
    return base64url(b"\x04" + from_base64url(jwk.get("x")) + from_base64url(jwk.get("y")))


# In either alphabet, with or without padding, between quotation marks.
def _pasted(key: Any) -> Any:
    if not isinstance(key, str):
        return key
    return re.sub("[^A-Za-z0-9+/_-]", "", key).replace("+", "-").replace("/", "_")
