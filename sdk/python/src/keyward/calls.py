"""The calls of the native API that a program makes, over urllib."""

import http.client
import json
import re
import secrets
import socket
import time
import urllib.error
import urllib.request
import uuid
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, Dict, Optional, Sequence

from .address import CHECK_ADDRESS, CHECK_NETWORK, not_there, unreachable
from .errors import KeywardError

_MAX_ANSWER = 1_048_576
_CHUNK = 65_536
_MAX_RETRY_AFTER = 5
# Another address of a server, and no page on which people sign in.
_MOVED = re.compile("(https?://.{1,100})/api/v1/", re.IGNORECASE)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect could lead credentials elsewhere."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class Calls:
    """Raises KeywardError if nobody answers or the server refuses."""

    def __init__(
        self, base_url: str, facts: Dict[str, Optional[str]], judged: Dict[str, Optional[str]], timeout: float, retries: int
    ) -> None:
        self._base_url = base_url
        #: Sent with every call about the license.
        self._facts = {name: value for name, value in facts.items() if value is not None}
        #: The facts, and what else the call is judged by.
        self._judged = {**self._facts, **{name: value for name, value in judged.items() if value is not None}}
        self._timeout = timeout
        self._retries = retries
        self._opener = urllib.request.build_opener(_NoRedirects)

    def validate(self, license_key: str, nonce: str, license_file: Optional[str]) -> Dict[str, Any]:
        file = {"license_file": license_file} if license_file else {}
        return self._post("/api/v1/validate", {"license_key": license_key, "nonce": nonce, **file, **self._judged})

    def activate(self, license_key: str, nonce: str) -> Dict[str, Any]:
        return self._change("/api/v1/activate", {"license_key": license_key, "nonce": nonce, **self._judged})

    def deactivate(self, license_key: str, nonce: str) -> Dict[str, Any]:
        facts = {name: value for name, value in self._facts.items() if name != "user"}
        return self._change("/api/v1/deactivate", {"license_key": license_key, "nonce": nonce, **facts})

    def start_session(self, license_key: str, nonce: str, wait_token: Optional[str]) -> Dict[str, Any]:
        place: Dict[str, Any] = {"wait": True, "wait_token": wait_token} if wait_token else {"wait": True}
        return self._change("/api/v1/license-sessions", {"license_key": license_key, "nonce": nonce, **place, **self._judged})

    def renew_session(
        self, token: str, nonce: str, borrow_days: Optional[int] = None, idle_seconds: Optional[int] = None
    ) -> Dict[str, Any]:
        body: Dict[str, Any] = {"session_token": token, "nonce": nonce}
        if idle_seconds is not None:
            body["idle_seconds"] = idle_seconds
        if borrow_days is not None:
            body["borrow_days"] = borrow_days
        if borrow_days and "user" in self._facts:
            body["user"] = self._facts["user"]
        return self._post("/api/v1/license-sessions/heartbeat", body)

    def change_features(self, token: str, nonce: str, take: Sequence[str], release: Sequence[str]) -> Dict[str, Any]:
        changes = {"take": list(take), "release": list(release)}
        return self._change("/api/v1/license-sessions/features", {"session_token": token, "nonce": nonce, **changes})

    def end_session(self, token: str) -> Dict[str, Any]:
        return self._change("/api/v1/license-sessions/end", {"session_token": token})

    def record_usage(self, license_key: str, nonce: str, items: Any) -> Dict[str, Any]:
        return self._change("/api/v1/usage", self._usage_body(license_key, nonce, items))

    def reserve_usage(self, license_key: str, nonce: str, items: Any, seconds: Optional[int]) -> Dict[str, Any]:
        end = {} if seconds is None else {"expires_in": seconds}
        return self._change("/api/v1/usage/reservations", {**self._usage_body(license_key, nonce, items), **end})

    def commit_reservation(self, token: str, nonce: str, items: Any) -> Dict[str, Any]:
        used = {} if items is None else {"items": items}
        return self._change("/api/v1/usage/reservations/commit", {"reservation_token": token, "nonce": nonce, **used})

    def release_reservation(self, token: str) -> Dict[str, Any]:
        return self._change("/api/v1/usage/reservations/release", {"reservation_token": token})

    def request_trial(self, email: Optional[str], domain: Optional[str]) -> Dict[str, Any]:
        names = ("product", "hardware_id", "app_version")
        facts = {name: self._facts[name] for name in names if name in self._facts}
        identity = {name: value for name, value in (("email", email), ("domain", domain)) if value is not None}
        return self._change("/api/v1/trials", {**facts, **identity})

    def download(self, url: str, license_key: Optional[str], start: int, etag: str) -> Any:
        """The open response to a request for the bytes from ``start`` on."""
        own = re.search(r"/api/v1/updates/[^?#]*(?:\?[^#]*)?", url)
        headers = {}
        if own:
            # The server that the program knows: an address is not signed, and the license key goes with the request.
            url = self._base_url + own[0]
            headers["X-Hardware-Id"] = _header_text(self._facts["hardware_id"] or "")
        if own and license_key:
            headers["Authorization"] = f"License {_header_text(license_key)}"
        if start > 0:
            headers.update({"Range": f"bytes={start}-", "If-Range": f'"{etag}"'})
        return self._open(urllib.request.Request(url, None, headers))

    def check_for_update(
        self, license_key: Optional[str], nonce: str, current_version: str, target: Dict[str, Optional[str]]
    ) -> Dict[str, Any]:
        names = ("product", "hardware_id", "channel")
        facts = {name: self._facts[name] for name in names if name in self._facts}
        asked = {name: value for name, value in {"license_key": license_key, **target}.items() if value}
        return self._post("/api/v1/updates/check", {"current_version": current_version, "nonce": nonce, **facts, **asked})

    def public_keys(self) -> Dict[str, Any]:
        return self._send("/.well-known/jwks.json", None, {})

    def _usage_body(self, license_key: str, nonce: str, items: Any) -> Dict[str, Any]:
        return {"license_key": license_key, "nonce": nonce, "hardware_id": self._facts["hardware_id"], "items": items}

    def _post(self, path: str, body: Dict[str, Any]) -> Dict[str, Any]:
        return self._send(path, body, {})

    # The same key on every attempt: the server returns the first answer again.
    def _change(self, path: str, body: Dict[str, Any]) -> Dict[str, Any]:
        return self._send(path, body, {"Idempotency-Key": str(uuid.uuid4())})

    def _send(self, path: str, body: Optional[Dict[str, Any]], headers: Dict[str, str]) -> Dict[str, Any]:
        for attempt in range(self._retries + 1):
            try:
                return self._attempt(path, body, headers)
            except KeywardError as error:
                is_transient = error.is_postponed or error.code == "NETWORK_ERROR"
                wait = error.retry_after or 0.2 * 2**attempt * (1 + secrets.randbelow(100) / 400)
                if attempt == self._retries or not is_transient or wait > _MAX_RETRY_AFTER:
                    raise
                time.sleep(wait)
        raise AssertionError("unreachable")

    def _attempt(self, path: str, body: Optional[Dict[str, Any]], headers: Dict[str, str]) -> Dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        content_type = {} if data is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(self._base_url + path, data, {**headers, **content_type})
        with self._open(request) as response:
            text = self._read(response)
            answer = {} if response.status == 204 else _object_in(text)
            if answer is None or "html" in response.headers.get_content_type():
                raise self._not_of_server(response.status, response.headers)
            return answer

    def _read(self, response: Any) -> bytes:
        """The whole body. One that never ends, however slowly it arrives, is none of our server."""
        end, body = time.monotonic() + self._timeout, b""
        try:
            while chunk := response.read1(_CHUNK):
                body += chunk
                if len(body) > _MAX_ANSWER:
                    raise self._not_of_server(response.status, response.headers)
                if time.monotonic() > end:
                    raise socket.timeout
        except socket.timeout:
            raise self._too_late() from None
        except (OSError, http.client.HTTPException) as error:
            raise unreachable(self._base_url, error) from error
        return body

    def _too_late(self) -> KeywardError:
        return KeywardError("TIMEOUT", f"No answer within {self._timeout} s")

    def _open(self, request: urllib.request.Request) -> Any:
        try:
            return self._opener.open(request, timeout=self._timeout)
        except urllib.error.HTTPError as error:
            raise self._refusal(error) from None
        except (socket.timeout, TimeoutError):
            raise self._too_late() from None
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise unreachable(self._base_url, error) from error

    def _refusal(self, error: urllib.error.HTTPError) -> KeywardError:
        status, headers = error.code, error.headers
        if 300 <= status < 400:
            target = re.split("[?#]", headers.get("Location", "another address"), maxsplit=1)[0]
            moved = _MOVED.match(target)
            advice = f"If the server is there, make {moved[1]} the base_url" if moved else CHECK_NETWORK
            return KeywardError("REDIRECTED", not_there(self._base_url, f"it redirects to {target}", advice), status)
        try:
            body = _object_in(self._read(error))
        except KeywardError:
            body = None
        problem = (body or {}).get("error")
        code = problem.get("code") if isinstance(problem, dict) else None
        if not isinstance(problem, dict) or not isinstance(code, str):
            return self._not_of_server(status, headers)
        message = str(problem.get("message", ""))
        if code == "PATH_NOT_FOUND":
            message = not_there(self._base_url, message, CHECK_ADDRESS)
        return KeywardError(code, message, status, _retry_after_in(headers), problem.get("request_id"), body)

    def _not_of_server(self, status: int, headers: Message) -> KeywardError:
        """A captive portal or a proxy."""
        is_page = "html" in headers.get_content_type()
        advice = CHECK_NETWORK if is_page else CHECK_ADDRESS
        message = not_there(self._base_url, f"something else did, {status}, {headers.get_content_type()}", advice)
        if status >= 500 or status == 429:
            return KeywardError(f"HTTP_{status}", message, status, _retry_after_in(headers))
        return KeywardError("INVALID_ANSWER", message)


def _header_text(text: str) -> str:
    """In UTF-8, with a character for each byte, because http.client takes no others."""
    return text.encode().decode("latin-1")


def _object_in(text: bytes) -> Optional[Dict[str, Any]]:
    try:
        answer = json.loads(text)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _retry_after_in(headers: Message) -> Optional[float]:
    """Seconds, or a date."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch("[0-9]+", text):
        return float(text)
    try:
        return max(0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None
