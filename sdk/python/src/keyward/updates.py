"""A newer version, as the server signed it."""

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .errors import MismatchError, UntrustedError, untrusted_answer
from .version_order import is_newer

_TARGET = ("platform", "arch", "label")


@dataclass(frozen=True)
class UpdateFile:
    type: str
    name: str
    #: In bytes.
    size: int
    #: In lower-case hex. Compare it before the file is used: the address is not signed.
    sha256: str
    #: Where it is downloaded with ``Authorization: License <key>``; None if this license may not.
    url: Optional[str]
    #: Platform and processor, of a file that is made for one.
    platform: Optional[str] = None
    arch: Optional[str] = None
    #: Tells files of one platform, processor and type apart.
    label: Optional[str] = None


@dataclass(frozen=True)
class UpdateOutOfReach:
    """A newer version that this license may not have, so that the program can offer a renewal."""

    version: str
    #: ``UPDATES_ENDED``: it was released after the license's updates ended; ``LICENSE_REQUIRED``: no license key is known; else
    #: the code of the refusal, such as ``EXPIRED``.
    reason: str
    #: Not signed.
    channel: Optional[str]
    #: Not signed.
    summary: Optional[str]
    is_available: bool = False


@dataclass(frozen=True)
class Update:
    version: str
    channel: str
    files: List[UpdateFile]
    #: The signed manifest, for an installer that verifies it again.
    manifest: str
    #: Not signed.
    is_mandatory: bool
    #: Not signed.
    summary: Optional[str]
    #: Not signed.
    changelog: Optional[str]
    is_available: bool = True
    reason: None = None


def check_news(claims: Mapping[str, Any], product: str, current_version: str) -> None:
    """The claims about a newer version must be those of what was asked for."""
    if claims.get("product") != product or claims.get("current_version") != current_version:
        raise untrusted_answer(MismatchError("version", "It is about another version or product"))


def out_of_reach_in(claims: Mapping[str, Any], reply: Dict[str, Any], current_version: str) -> Optional[UpdateOutOfReach]:
    signed, beside = (_dict(fields.get("out_of_reach")) for fields in (claims, reply))
    version, reason = _text_or_none(signed.get("version")), _text_or_none(signed.get("reason"))
    if version is None or reason is None or not is_newer(version, current_version):
        return None
    return UpdateOutOfReach(version, reason, _text_or_none(beside.get("channel")), _text_or_none(beside.get("summary")))


def update_in(reply: Dict[str, Any], claims: Dict[str, Any], product: str, versions: Tuple[str, Any]) -> Update:
    """Compares the verified claims of a manifest with what was asked for: ``versions`` are the program's, and the one that is offered."""
    current_version, offered = versions
    if claims.get("product") != product:
        raise untrusted_answer(MismatchError("product", "It is an update of another product"))
    version = _text(claims.get("version"))
    if not is_newer(version, current_version):
        raise untrusted_answer(MismatchError("version", f"Version {version} is not newer than {current_version}"))
    if version != offered:
        raise untrusted_answer(MismatchError("version", "The manifest is that of another version"))
    return Update(
        version=version,
        channel=_text(claims.get("channel")),
        files=[_file_in(file, reply.get("files")) for file in _dicts(claims.get("files"))],
        manifest=_text(reply.get("manifest")),
        is_mandatory=reply.get("is_mandatory") is True,
        summary=_text_or_none(reply.get("summary")),
        changelog=_text_or_none(reply.get("changelog")),
    )


def _file_in(signed: Dict[str, Any], offered: Any) -> UpdateFile:
    kind, name, size = _text(signed.get("type")), _text(signed.get("name")), signed.get("size")
    if isinstance(size, bool) or not isinstance(size, int):
        raise untrusted_answer(UntrustedError("malformed"))
    target = {field: _text_or_none(signed.get(field)) for field in _TARGET}
    urls = [file.get("url") for file in _dicts(offered) if _is_same(file, kind, name, target)]
    url = urls[0] if urls and isinstance(urls[0], str) else None
    return UpdateFile(kind, name, size, _text(signed.get("sha256")), url, **target)


# By what the other one tells; its sum may have been forged.
def _is_same(file: Dict[str, Any], kind: str, name: str, target: Dict[str, Optional[str]]) -> bool:
    is_for_target = all(field not in file or _text_or_none(file[field]) == target[field] for field in _TARGET)
    return file.get("type") == kind and file.get("name") == name and is_for_target


def _dict(value: Any) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> List[Dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    if not isinstance(value, str) or value == "":
        raise untrusted_answer(UntrustedError("malformed"))
    return value


def _text_or_none(value: Any) -> Optional[str]:
    return value if isinstance(value, str) else None
