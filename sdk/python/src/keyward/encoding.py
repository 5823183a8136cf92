"""Strict base64url and JSON: several texts decode to the same bytes, only one of them is accepted."""

import base64
import json
import re
from typing import Any, Dict, List

from .errors import UntrustedError

MAX_CHARACTERS = 65_536


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: Any) -> bytes:
    if not isinstance(text, str) or not re.fullmatch("[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise UntrustedError("malformed")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64url(data) != text:
        raise UntrustedError("malformed")
    return data


def from_pasted_base64(text: str) -> bytes:
    """Other characters are left out, also padding, which mail programs and clipboards lose."""
    return from_base64url(re.sub("[^A-Za-z0-9+/]", "", text).replace("+", "-").replace("/", "_"))


def json_object(data: bytes) -> Dict[str, Any]:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UntrustedError("malformed") from None
    if not isinstance(value, dict):
        raise UntrustedError("malformed")
    return value


def compact_json(value: Any) -> str:
    """As JSON.stringify of JavaScript writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def decode_parts(compact: Any, count: int) -> List[bytes]:
    """The bytes of the parts of a compact JWS or JWE."""
    if not isinstance(compact, str) or len(compact) > MAX_CHARACTERS:
        raise UntrustedError("malformed")
    parts = compact.split(".")
    if len(parts) != count:
        raise UntrustedError("malformed")
    return [from_base64url(part) for part in parts]
