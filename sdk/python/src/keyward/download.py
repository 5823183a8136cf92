"""Downloads a file, and hands it over only if size and sum are those that the server has signed."""

import hashlib
import http.client
import os
import re
import time
from pathlib import Path
from typing import Any, Callable

from .errors import KeywardError, MismatchError, untrusted_answer
from .updates import UpdateFile

_FAILURES = 5
_CHUNK = 1 << 16


def download_verified(file: UpdateFile, request: Callable[[int], Any], path: str) -> str:
    """Goes on where an interrupted attempt has ended. ``request`` opens the response from a byte on."""
    # A part of another version is not used.
    partial = Path(f"{path}.{file.sha256[:16]}.partial")
    _remove_others(Path(path), partial)
    failures = 0
    while _size_of(partial) < file.size:
        before = _size_of(partial)
        try:
            _receive(file, request, partial)
        except KeywardError as error:
            failures = 1 if _size_of(partial) > before else failures + 1
            if error.code == "DOWNLOAD_CHANGED" or not error.is_unreachable or failures >= _FAILURES:
                raise
            time.sleep(0.25 * 2 ** (failures - 1))
    if _size_of(partial) != file.size or _sha256_of(partial) != file.sha256:
        raise _changed(file, partial)
    os.replace(partial, path)
    return path


def _receive(file: UpdateFile, request: Callable[[int], Any], partial: Path) -> None:
    start = _size_of(partial)
    try:
        response = request(start)
    except KeywardError as error:
        if error.status == 416:
            raise _changed(file, partial) from error
        raise
    # A server sends the whole file if it has another one meanwhile, or knows no ranges.
    goes_on = response.status == 206 and (response.headers.get("Content-Range") or "").startswith(f"bytes {start}-")
    with response, open(partial, "ab" if goes_on else "wb") as target:
        try:
            while chunk := response.read(_CHUNK):
                if target.tell() + len(chunk) > file.size:
                    raise _changed(file, partial)
                target.write(chunk)
        except (OSError, http.client.HTTPException) as error:
            raise KeywardError("NETWORK_ERROR", str(error)) from error
    if _size_of(partial) < file.size:
        raise KeywardError("NETWORK_ERROR", "The download ended early")


def _remove_others(path: Path, partial: Path) -> None:
    """Removes what is left of interrupted downloads of other versions, as far as it can."""
    left = re.compile(re.escape(path.name) + r"\.[0-9a-f]{16}\.partial")
    try:
        for other in path.parent.iterdir():
            if left.fullmatch(other.name) and other.name != partial.name:
                other.unlink(missing_ok=True)
    except OSError:
        pass


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _changed(file: UpdateFile, partial: Path) -> KeywardError:
    partial.unlink(missing_ok=True)
    return untrusted_answer(MismatchError("download", f"{file.name} is not the file that was signed"), "DOWNLOAD_CHANGED")
