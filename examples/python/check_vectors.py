"""Reads cases of the test vectors from standard input, as JSON, and prints what comes of each, as JSON."""

import json
import sys

from keyward import Mismatch, TrustedKeys, UPDATE, Untrusted, VERDICT, offline_request, read_answer, read_license_file, release_code


def outcome(read):
    try:
        return {"claims": read()}
    except Untrusted as untrusted:
        return {"error": untrusted.reason}
    except Mismatch as mismatch:
        return {"mismatch": mismatch.claim}


def rotation(pinned, case):
    keys = TrustedKeys(pinned)
    for jwks in case["learn"]:
        keys.learn(jwks)
    restarted = TrustedKeys(pinned, keys.proofs)
    return [outcome(lambda: restarted.verify(probe["jws"], VERDICT)) for probe in case["verify"]]


def air_gap(case):
    key, fingerprint = case["license_key"], case["fingerprint"]
    return {
        "offline_request": offline_request(key, fingerprint, case["nonce"]),
        "release_code": release_code(key, fingerprint, case["jti"]),
    }


def read(name, pinned, case):
    keys = TrustedKeys(pinned)
    if name == "verdicts":
        return outcome(lambda: read_answer(keys, case["jws"], case["request"]))
    if name == "license-files":
        return outcome(lambda: read_license_file(keys, case["file"], case["device"]))
    if name == "updates":
        return outcome(lambda: keys.verify(case["jws"], UPDATE))
    return rotation(pinned, case) if name == "key-rotation" else air_gap(case)


tasks = json.load(sys.stdin)
json.dump([read(task["vectors"], task.get("pinned", []), task["case"]) for task in tasks], sys.stdout)
