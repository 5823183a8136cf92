"""Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON."""

import dataclasses
import hashlib
import json
import sys

from keyward.device import fingerprint_of
from keyward.errors import UntrustedError
from keyward.nearby import relay_in
from keyward.signed import ANSWER, UPDATE, VERDICT, TrustedKeys, offline_request, read_license_file, release_code
from keyward.store import decode_record
from keyward.typed_key import check_typed_key


def outcome(read):
    try:
        return {"claims": read()}
    except UntrustedError as untrusted:
        return {"error": untrusted.reason}


def rotation(pinned, case):
    keys = TrustedKeys(pinned)
    for jwks in case["learn"]:
        keys.learn(jwks)
    restarted = TrustedKeys(pinned, keys.proofs)
    return [outcome(lambda: restarted.verify(probe["jws"], VERDICT)) for probe in case["verify"]]


def relayed(keys, case):
    if case["typ"] not in (VERDICT, ANSWER):
        return keys.verify(case["jws"], case["typ"])
    claims, relay = keys.verify_answer(case["jws"], case["typ"])
    asked = case["request"]
    key = asked["license_key"]
    relay.check_use(asked["product"], key and hashlib.sha256(key.encode()).hexdigest(), asked["now"] * 1000)
    return claims


def read(name, pinned, case):
    if name == "air-gap":
        key, fingerprint = case["license_key"], case["fingerprint"]
        return {
            "offline_request": offline_request(key, fingerprint, case["nonce"]),
            "release_code": release_code(key, fingerprint, case["jti"]),
        }
    if name.startswith("key-rotation"):
        return rotation(pinned, case)
    if name == "stores":
        return {"record": dataclasses.asdict(decode_record(case["text"]))}
    if name == "fingerprints":
        return {"hardware_id": fingerprint_of(case["product"], case["id"])}
    if name == "dns-answers":
        sender = "10.0.0.1" if case["service"].endswith(".local") else None
        return {"result": relay_in(bytes.fromhex(case["message"]), case["service"], sender)}
    if name == "typed-keys":
        checked = dataclasses.asdict(check_typed_key(case["key"], case["key_format"]))
        return {field: value for field, value in checked.items() if value is not None}
    keys = TrustedKeys(pinned)
    if name == "license-files":
        device = case["device"]
        return outcome(lambda: read_license_file(case["file"], keys, device["license_key"], device["fingerprint"]))
    if name == "relays":
        return outcome(lambda: relayed(keys, case))
    typ = {"updates": UPDATE, "answers": ANSWER}.get(name, VERDICT)
    return outcome(lambda: keys.verify(case["jws"], typ))


tasks = json.load(sys.stdin)
json.dump([read(task["vectors"], task.get("pinned", []), task["case"]) for task in tasks], sys.stdout)
