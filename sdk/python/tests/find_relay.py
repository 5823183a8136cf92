"""Looks for relays at sockets of this computer, and prints what it has found."""

import json
import socket
import struct
import threading

from keyward import nearby

#: PTR, SRV and A, with names that point back, as responders write them.
ANSWER = bytes.fromhex(
    "000084000000000100000002085f6b657977617264045f746370056c6f63616c00000c000100000078000805506c616e74c00cc02b00210001000000"
    "78000e000000001f900572656c6179c01ac04500010001000000780004c0a80704"
)


def service(priority, port, host):
    """A record of SRV for the name that was asked."""
    data = struct.pack("!3H", priority, 0, port) + bytes([len(host)]) + host + b"\x05plant\x07example\0"
    return b"\xc0\x0c" + struct.pack("!HHIH", nearby._SRV, 1, 120, len(data)) + data


def of_domain(question):
    records = service(10, 8080, b"second") + service(1, 443, b"Relay")
    answer = b"\x81\x80\0\1\0\2\0\0\0\0" + question[12:] + records
    other = bytes([question[0] ^ 1, question[1]])
    return [other + answer.replace(b"Relay", b"Wrong"), question[:2] + answer]


def responding(answers):
    """A socket that answers each message; returns its port."""
    responder = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    responder.bind(("127.0.0.1", 0))

    def serve():
        while True:
            question, sender = responder.recvfrom(512)
            for answer in answers(question):
                responder.sendto(answer, sender)

    threading.Thread(target=serve, daemon=True).start()
    return responder.getsockname()[1]


def found(domain, group):
    nearby._text = lambda path: f"nameserver 127.0.0.1\nsearch {domain}\n"
    nearby._GROUP = ("127.0.0.1", group)
    return nearby.find_relay()


socket.gethostname = lambda: "desk"
silent = responding(lambda question: [])
group = responding(lambda question: [b"\1\2\3", question, ANSWER[:40], ANSWER])
nearby._DNS_PORT = responding(of_domain)
results = {"domain": found("Plant.example", silent)}
nearby._DNS_PORT = responding(lambda question: [question[:2] + b"\x81\x83" + question[4:]])
results.update(nearby=found("other.example", group), nobody=found("other.example", silent))
print(json.dumps(results))
