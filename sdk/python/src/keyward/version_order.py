"""The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them."""

import re
from itertools import zip_longest
from typing import List, Tuple

_PRE_RELEASE = re.compile(r"v?(\d+(?:\.\d+)*)-([\da-z][\da-z.-]*)", re.IGNORECASE)


def is_newer(version: str, current: str) -> bool:
    (release, pre_release), (other_release, other_pre_release) = _split(version), _split(current)
    for left, right in zip_longest(release, other_release, fillvalue=0):
        if left != right:
            return left > right
    return _compare_pre_releases(pre_release, other_pre_release) > 0


def _split(version: str) -> Tuple[List[int], List[str]]:
    found = _PRE_RELEASE.match(version)
    release = found[1] if found else version.split("+", 1)[0]
    return [int(number) for number in re.findall(r"\d+", release)], found[2].split(".") if found else []


def _compare_pre_releases(left: List[str], right: List[str]) -> int:
    if not left or not right:
        return len(right) - len(left)
    for one, other in zip(left, right):
        if one != other:
            return _compare_identifiers(one, other)
    return len(left) - len(right)


def _compare_identifiers(left: str, right: str) -> int:
    if left.isdecimal() and right.isdecimal():
        return int(left) - int(right)
    if left.isdecimal() != right.isdecimal():
        return -1 if left.isdecimal() else 1
    return -1 if left < right else 1
