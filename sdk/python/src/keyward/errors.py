"""Errors of this package."""

import random
from typing import Any, Dict, Optional, Union

_POSTPONED_STATUSES = (429, 502, 503, 504)
#: By the reason for which an answer of a relay is not trusted.
RELAY_CODES = {"relay_chain": "RELAY_CHAIN_INVALID", "relay_expired": "RELAY_EXPIRED"}

_UNREACHABLE = (
    "NETWORK_ERROR",
    "TIMEOUT",
    "INVALID_ANSWER",
    "REDIRECTED",
    "PATH_NOT_FOUND",
    "DOWNLOAD_CHANGED",
    *RELAY_CODES.values(),
    "RELAY_UNREACHABLE",
)

#: By the reason for which a license file is not taken.
FILE_CODES = {
    "unknown_key": "LICENSE_FILE_UNTRUSTED",
    "revoked_key": "LICENSE_FILE_UNTRUSTED",
    "signature": "LICENSE_FILE_CHANGED",
    "decryption": "LICENSE_FILE_UNREADABLE",
    "device": "LICENSE_FILE_OTHER_DEVICE",
    "license": "LICENSE_FILE_OTHER_KEY",
    "license_key": "LICENSE_FILE_OTHER_KEY",
    "product": "LICENSE_FILE_OTHER_PRODUCT",
}


class KeywardError(Exception):
    """A call failed. ``code`` is the server's, or one of this package, such as ``NETWORK_ERROR``."""

    def __init__(
        self,
        code: str,
        message: str,
        status: int = 0,
        retry_after: Optional[float] = None,
        request_id: Optional[str] = None,
        body: Optional[Dict[str, Any]] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        #: HTTP status; 0 without a response.
        self.status = status
        #: Seconds to wait before a retry, if the server reports them.
        self.retry_after = retry_after
        self.request_id = request_id
        self.body = body
        #: Whether the license server has signed this refusal.
        self.is_signed = False

    def __str__(self) -> str:
        status = f" ({self.status})" if self.status else ""
        return f"{self.code}{status}: {super().__str__()}"

    @property
    def is_unreachable(self) -> bool:
        """Whether no working server answered. It is no verdict about the license."""
        return self.code in _UNREACHABLE or self.status == 429 or self.status >= 500

    @property
    def is_postponed(self) -> bool:
        """Whether the server, or a proxy before it, has no time now, and wants to be asked again."""
        return self.status in _POSTPONED_STATUSES

    def requested_wait(self, longest: float) -> float:
        """Milliseconds for which the server wants to be left alone, at most ``longest``. With jitter."""
        return min((self.retry_after or 0) * 1000, longest) * (1 + random.random() / 4)


class UntrustedError(Exception):
    """Something that should be signed by the license server cannot be trusted."""

    def __init__(self, reason: str) -> None:
        advice = ": pin x of /.well-known/jwks.json of this server" if reason == "unknown_key" else ""
        super().__init__(f"{reason}{advice}")
        #: ``malformed``, ``algorithm``, ``type``, ``unknown_key``, ``revoked_key``, ``signature``, ``decryption``, ``relay_chain`` or
        #: ``relay_expired``.
        self.reason = reason


class MismatchError(Exception):
    """The license server signed it, but it does not belong here."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        #: ``nonce``, ``operation``, ``product``, ``license``, ``license_key``, ``device``, ``expired``, ``session``, ``version`` or ``download``.
        self.reason = reason


def usage_error(message: str, code: str = "INVALID_REQUEST") -> KeywardError:
    """A mistake in the program's call, or something that its user gave."""
    return KeywardError(code, message)


def invalid_option(message: str) -> KeywardError:
    return usage_error(message, "INVALID_OPTIONS")


def unusable_file(cause: "Union[UntrustedError, MismatchError]") -> KeywardError:
    code = FILE_CODES.get(cause.reason, "LICENSE_FILE_MALFORMED")
    return usage_error(f"This license file cannot be used: {cause}", code)


def other_lender() -> KeywardError:
    """Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away."""
    return untrusted_answer(MismatchError("session", "It is not of the relay that lent the seat"), "RELAY_UNREACHABLE")


def untrusted_answer(cause: Exception, code: str = "INVALID_ANSWER") -> KeywardError:
    """An answer that proves nothing counts as none."""
    reason = getattr(cause, "reason", "")
    error = KeywardError(RELAY_CODES.get(reason, code), f"The answer is not trusted: {cause}")
    error.__cause__ = cause
    return error
