"""Finds typing errors in a license key without a call."""

import re
import unicodedata
from dataclasses import dataclass
from typing import List, Optional

# Letters and digits of generated groups, in the order of their values.
_CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_TOKEN = re.compile(r"%%|%\{year\}|%C|%([XYZ])(?:\{([0-9]+)\})?|[^%]+")
_BLANKS = "\t\n\v\f\r\ufeff\u2212"


@dataclass(frozen=True)
class TypedKey:
    """Whether a typed license key can be one of a key format."""

    #: ``right``, ``mistyped``, or ``other`` for another shape, such as a key from before the format had check characters.
    result: str
    #: Number of the first wrong group among those with a check character, from 1; None unless it is ``mistyped``.
    group: Optional[int] = None
    #: The group as it was typed, with its check character; None unless it is ``mistyped``.
    text: Optional[str] = None


_OTHER = TypedKey("other")


def check_typed_key(key: str, key_format: str) -> TypedKey:
    """Finds typing errors by the check characters (``%C``) of the ``key_format`` of your policy.

    These are one wrong character in a group, and two neighbours that changed places. Case, blanks and dashes do not matter. A key
    that was issued before the format had check characters may look mistyped: let people send it nevertheless.

    :param key: as it was typed
    :param key_format: such as ``LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C``
    """
    typed, groups, place, start = _compact(key), [], 0, 0
    for token in _TOKEN.finditer(key_format):
        is_check, is_group = token[0] == "%C", token[1] in ("Y", "Z")
        matched = re.compile(_pattern_of(token, is_group or is_check)).match(typed, place)
        if matched is None:
            return _OTHER
        place = matched.end()
        if is_check:
            groups.append(typed[start:place])
        start = start if is_group else place
    return _result_of(groups) if place == len(typed) else _OTHER


def _result_of(groups: List[str]) -> TypedKey:
    wrong = [number for number, text in enumerate(groups, 1) if not _is_right(text, number)]
    if not groups:
        return _OTHER
    return TypedKey("mistyped", wrong[0], groups[wrong[0] - 1]) if wrong else TypedKey("right")


# In a group, a letter or digit that no key has is a typing error.
def _pattern_of(token: "re.Match[str]", is_group: bool) -> str:
    count = 4 if token[0] == "%{year}" else int(token[2] or 1)
    if is_group:
        return f"[A-Z0-9]{{{count}}}"
    if token[0] == "%{year}" or token[1] == "X":
        return f"[0-9]{{{count}}}"
    return re.escape(_compact("%" if token[0] == "%%" else token[0]))


def _is_right(text: str, group: int) -> bool:
    values = [_CHARACTERS.find(character) for character in text]
    total = sum((place * value for place, value in enumerate(values[:-1], 1)), group)
    return -1 not in values and total % len(_CHARACTERS) == values[-1]


def _compact(text: str) -> str:
    return "".join(each for each in text if not _is_ignored(each)).upper()


def _is_ignored(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "Z" or category == "Pd" or character in _BLANKS
