"""Relays in the network of a computer."""

import os
import re
import secrets
import socket
import struct
import time
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

_SERVICE = "_keyward._tcp"
_GROUP = ("224.0.0.251", 5353)
_DNS_PORT = 53
# Seconds, for each of the two: the start of a program waits for no more.
_PATIENCE = 1.0
_HTTPS = 443
_A, _PTR, _SRV = 1, 12, 33
_MAX_MESSAGE = 65_535


class _Record(NamedTuple):
    name: str
    type: int
    #: Of SRV and A.
    target: str
    port: int
    #: The smallest is first.
    rank: Tuple[int, int]


def find_relay() -> Optional[str]:
    """Address of a relay: from the record SRV of the computer's domain, else by multicast DNS; None after two seconds.

    It may be anybody's: what it answers is trusted by its certificate alone.
    """
    resolver = _text("/etc/resolv.conf")
    domain = _domain(resolver)
    servers: List[str] = re.findall(r"^nameserver\s+(\S+)", resolver, re.MULTILINE)
    address = None
    if domain and servers:
        service = f"{_SERVICE}.{domain}"
        # The resolver of this computer is believed as for any other name.
        address = _asked((servers[0], _DNS_PORT), service, _SRV, lambda message, _: relay_in(message, service))
    return address or _asked(_GROUP, f"{_SERVICE}.local", _PTR, lambda message, sender: relay_in(message, f"{_SERVICE}.local", sender))


def relay_in(message: bytes, service: str, sender: Optional[str] = None) -> Optional[str]:
    """The relay that an answer names, at best by its address; None for what is no such answer.

    ``sender``: has sent an answer of multicast DNS, in which instances have names of their own.
    """
    try:
        records = _records(message)
    except (IndexError, ValueError, struct.error):
        return None
    suffix = f".{service}" if service.endswith(".local") else None
    services = [each for each in records if each.type == _SRV and (each.name.endswith(suffix) if suffix else each.name == service)]
    if not services:
        return None
    best = min(services, key=lambda each: each.rank)
    addresses: Dict[str, str] = {each.name: each.target for each in records if each.type == _A}
    host = addresses.get(best.target) or (sender if suffix else best.target)
    return f"https://{host}" if best.port == _HTTPS else f"http://{host}:{best.port}"


def _asked(server: Tuple[str, int], name: str, kind: int, read: Callable[[bytes, str], Optional[str]]) -> Optional[str]:
    identifier = secrets.token_bytes(2)
    labels = b"".join(bytes([len(label)]) + label for label in name.encode("idna").split(b"."))
    # The answer of multicast DNS is wanted by this socket alone (RFC 6762, section 5.4).
    is_multicast = server == _GROUP
    flags, kind_class = (b"\0\0", 0x8001) if is_multicast else (b"\1\0", 1)
    question = identifier + flags + b"\0\1\0\0\0\0\0\0" + labels + struct.pack("!BHH", 0, kind, kind_class)
    end = time.monotonic() + _PATIENCE
    try:
        with socket.socket(socket.AF_INET6 if ":" in server[0] else socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.sendto(question, server)
            while (left := end - time.monotonic()) > 0:
                asking.settimeout(left)
                message, sender = asking.recvfrom(_MAX_MESSAGE)
                is_answer = is_multicast or (message[:2] == identifier and sender[0] == server[0])
                address = read(message, sender[0]) if is_answer else None
                if address or (is_answer and not is_multicast):
                    return address
    except (OSError, UnicodeError):
        pass  # No network, nobody who answers, or a domain that is no name.
    return None


def _records(message: bytes) -> List[_Record]:
    questions, *counts = struct.unpack_from("!4H", message, 4)
    offset = 12
    for _ in range(questions):
        offset = _name(message, offset)[1] + 4
    records = []
    for _ in range(sum(counts)):
        name, end = _name(message, offset)
        kind, length = struct.unpack_from("!H", message, end)[0], struct.unpack_from("!H", message, end + 8)[0]
        data, offset = end + 10, end + 10 + length
        if offset > len(message):
            raise ValueError("The message is cut")
        target, port, rank = "", 0, (0, 0)
        if kind == _SRV:
            priority, weight, port = struct.unpack_from("!3H", message, data)
            rank = (priority, -weight)
            target = _name(message, data + 6)[0]
        elif kind == _A and length == 4:
            target = socket.inet_ntoa(message[data:offset])
        records.append(_Record(name, kind, target, port, rank))
    return records


def _name(message: bytes, start: int, before: Optional[int] = None) -> Tuple[str, int]:
    """A name, whose end may stand earlier in the message (RFC 1035, section 4.1.4): pointers only lead back, so that they end."""
    labels, offset, limit = [], start, start if before is None else before
    while length := message[offset]:
        if length >= 0xC0:
            target = struct.unpack_from("!H", message, offset)[0] & 0x3FFF
            if target >= limit:
                raise ValueError("A name points forward")
            labels.append(_name(message, target, target)[0])
            return ".".join(labels), offset + 2
        label = message[offset + 1 : offset + 1 + length]
        if len(label) != length:
            raise ValueError("The message is cut")
        labels.append(label.decode("ascii", "replace").lower())
        offset += length + 1
    return ".".join(labels), offset + 1


def _domain(resolver: str) -> Optional[str]:
    _, _, domain = socket.gethostname().partition(".")
    searched = re.search(r"^(?:search|domain)\s+(\S+)", resolver, re.MULTILINE)
    return (domain or (searched[1] if searched else os.environ.get("USERDNSDOMAIN", ""))).rstrip(".").lower() or None


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
