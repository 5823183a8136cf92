"""Errors of this package."""

from typing import Any, Dict, Optional

#: The server refused the license of a call: the other codes of 403, 404 and 409 are about something else.
VERDICT_STATUSES = (403, 404, 409)


class KeywardError(Exception):
    """A call failed. ``code`` is the server's, or ``NETWORK_ERROR``, ``TIMEOUT``, ``INVALID_ANSWER``, ``INVALID_REQUEST``."""

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

    def __str__(self) -> str:
        status = f" ({self.status})" if self.status else ""
        return f"{self.code}{status}: {super().__str__()}"

    @property
    def is_unreachable(self) -> bool:
        """Whether no working server answered. It is no verdict about the license."""
        return self.status in (0, 429) and self.code != "INVALID_REQUEST" or self.status >= 500


class UntrustedError(Exception):
    """Something that should be signed by the license server cannot be trusted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        #: ``malformed``, ``algorithm``, ``type``, ``unknown_key``, ``revoked_key``, ``signature`` or ``decryption``.
        self.reason = reason


class MismatchError(Exception):
    """The license server signed it, but it does not belong here."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        #: ``nonce``, ``operation``, ``product``, ``license``, ``license_key``, ``device``, ``expired``, ``session`` or ``version``.
        self.reason = reason


def usage_error(message: str, cause: Optional[Exception] = None) -> KeywardError:
    error = KeywardError("INVALID_REQUEST", message)
    error.__cause__ = cause
    return error


def untrusted_answer(cause: Exception) -> KeywardError:
    """An answer that proves nothing counts as none."""
    error = KeywardError("INVALID_ANSWER", f"The answer is not trusted: {cause}")
    error.__cause__ = cause
    return error
