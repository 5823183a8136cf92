"""A program that runs with a license only. Start it with LICENSE_KEY=… python3 program.py"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

from keyward import Keyward, Mismatch, TrustedKeys, Unreachable, Untrusted, read_license_file, read_refusal, refutes

BASE_URL = os.environ.get("KEYWARD_URL", "https://licenses.example.com")
PRODUCT = os.environ.get("KEYWARD_PRODUCT", "editor")
# In a real program a constant: whoever can change it decides which server is believed.
PINNED = os.environ["KEYWARD_PUBLIC_KEY"].split(",")
FILE = Path(os.environ.get("LICENSE_FILE", "license.txt"))
# Keys learned from the server, so that the license file counts after a rotation, too.
LEARNED = FILE.with_name(FILE.name + ".keys")
# The last signed refusal, so that the program does not run again by its license file at the next start without the server.
REFUSAL = FILE.with_name(FILE.name + ".refusal")


def fingerprint():
    machine = os.environ.get("MACHINE_ID") or Path("/etc/machine-id").read_text().strip()
    return hashlib.sha256(f"{PRODUCT}\0{machine}".encode()).hexdigest()


def main():
    license_key, device = os.environ["LICENSE_KEY"], fingerprint()
    keys = TrustedKeys(PINNED, learned())
    server = Keyward(BASE_URL, PRODUCT, keys)
    try:
        server.learn_keys()
        LEARNED.write_text(json.dumps(keys.proofs))
        claims = server.validate(license_key, device)
        # The license has no device yet, or others, or this one was deactivated.
        if claims["code"] in ("NOT_ACTIVATED", "DEVICE_MISMATCH"):
            claims = activated(server, license_key, device) or claims
    except (Unreachable, Untrusted, Mismatch) as problem:
        # Anybody can send an error, so it is no verdict.
        print(f"No answer that counts: {problem!r}")
        claims = offline(keys, license_key, device)
    else:
        if claims["valid"]:
            REFUSAL.unlink(missing_ok=True)
            keep_file(server, license_key, device)
        else:
            REFUSAL.write_text(server.signed)
    if not claims["valid"]:
        sys.exit(f"Refused: {claims['code']}")
    print(f"Licensed: {claims['features']}")


# Without an activation, the signed refusal holds: an older license file does not count.
def activated(server, license_key, device):
    try:
        return server.activate(license_key, device)
    except (Unreachable, Untrusted, Mismatch) as problem:
        print(f"Not activated: {problem!r}")
        return None


# A policy may allow none: the program then runs with the server only.
def keep_file(server, license_key, device):
    try:
        FILE.write_text(server.license_file(license_key, device, encrypted=True))
    except (OSError, Unreachable) as problem:
        print(f"No license file: {problem!r}")


def learned():
    try:
        return json.loads(LEARNED.read_text())
    except (OSError, ValueError):
        return []


def offline(keys, license_key, device):
    asked = {"product": PRODUCT, "license_key": license_key, "fingerprint": device, "now": time.time()}
    refusal = kept_refusal(keys, asked)
    try:
        file = read_license_file(keys, FILE.read_text(), asked)
    except (OSError, Untrusted, Mismatch) as problem:
        print(f"No license file that counts: {problem!r}")
        return refusal or sys.exit(1)
    return refusal if refusal and refutes(refusal, file) else file


def kept_refusal(keys, asked):
    try:
        return read_refusal(keys, REFUSAL.read_text(), asked)
    except (OSError, Untrusted, Mismatch):
        return None


main()
