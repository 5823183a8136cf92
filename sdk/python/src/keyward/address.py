"""The address of the server, and what is said if no Keyward server answers there."""

import http.client
import ssl
import urllib.error
from typing import Optional
from urllib.parse import SplitResult, urlsplit

from .errors import KeywardError, invalid_option

_MAX_REASON = 120
CHECK_ADDRESS = "Check base_url: it is the address of the server, without /api/v1"
CHECK_NETWORK = f"{CHECK_ADDRESS}, or sign in to the network"


def read_base_url(text: str) -> str:
    """Without a trailing slash. Raises ``INVALID_OPTIONS``."""
    url = _split(text)
    if url is None or url.scheme not in ("http", "https"):
        raise invalid_option("base_url must be a complete address with http:// or https://, such as https://licenses.example.com")
    if url.username or url.password or url.query or url.fragment:
        raise invalid_option("base_url must be an address without user, query or fragment")
    path = url.path.rstrip("/")
    if path.endswith("/api/v1"):
        raise invalid_option("base_url must not end in /api/v1: the client adds it")
    return f"{url.scheme}://{url.netloc}{path}"


def _split(text: str) -> Optional[SplitResult]:
    try:
        url = urlsplit(text)
        return url if url.hostname and (url.port is None or url.port > 0) else None
    except (ValueError, TypeError, AttributeError):
        return None


def not_there(base_url: str, came: str, advice: str) -> str:
    """One line: what came instead of an answer of a Keyward server, and what to change."""
    line = " ".join(came.split())
    shown = line if len(line) <= _MAX_REASON else f"{line[:_MAX_REASON]}…"
    return f"No Keyward server answered at {base_url}: {shown}. {advice}"


def unreachable(base_url: str, error: Exception) -> KeywardError:
    """Nothing came. What libraries say of TLS is in the cause alone."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    came, advice = str(reason) or type(reason).__name__, "Check base_url and the network"
    if isinstance(reason, ssl.SSLCertVerificationError):
        came = f"its certificate is not trusted: {reason.verify_message.rstrip('.')}"
        advice = "Check base_url, the clock of this computer and the network"
    elif isinstance(reason, ssl.SSLError):
        came, advice = "it does not speak TLS there", "Check base_url: http:// instead of https://?"
    elif base_url.startswith("http:") and isinstance(reason, (ConnectionResetError, http.client.BadStatusLine)):
        came, advice = "the connection was closed", "Check base_url: https:// instead of http://?"
    return KeywardError("NETWORK_ERROR", not_there(base_url, came, advice))
