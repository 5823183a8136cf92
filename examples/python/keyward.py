"""Licenses a program with Keyward: calls the license server, and trusts only what it signed.

Needs Python 3.9 or newer and the package `cryptography` (Debian: python3-cryptography).
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
import time
import urllib.error
import urllib.request

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERDICT = "keyward-verdict+jws"
LICENSE_FILE = "keyward-license+jws"
UPDATE = "keyward-update+jws"

MAX_CHARACTERS = 65_536
MAX_ANSWER = 1_048_576
MAX_KEYS = 200
TIMEOUT = 10
# Seconds by which the clocks of server and device may differ.
SKEW = 3600
# Refusals of a device, which say nothing about a license file for any device.
DEVICE_CODES = ("NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE")


class Untrusted(Exception):
    """Something that should be signed by the license server is not to be trusted."""

    def __init__(self, reason):
        super().__init__(reason)
        # malformed, algorithm, type, unknown_key, revoked_key, signature or decryption
        self.reason = reason


class Mismatch(Exception):
    """The server signed it, but about something else than asked for."""

    def __init__(self, claim):
        super().__init__(claim)
        self.claim = claim


class Unreachable(Exception):
    """No answer, or an error, which anybody can send."""


class TrustedKeys:
    """The pinned public keys, and those that follow from them by endorsement."""

    def __init__(self, pinned, proofs=()):
        self._keys = {}
        self._successors = {}
        self._revoked = set()
        # What was learned. Store it, and pass it at the next start; each proof is signed.
        self.proofs = []
        for x in pinned:
            public_key = _from_base64url(x)
            if len(public_key) != 32:
                raise ValueError("A pinned key has 32 bytes")
            self._keys[_kid_of(public_key)] = public_key
        for proof in proofs if isinstance(proofs, (list, tuple)) else []:
            self._accept(proof)

    def verify(self, jws, typ):
        """Returns the claims of a compact JWS, or raises Untrusted."""
        return self._verified(jws, typ)[1]

    def learn(self, jwks):
        """Follows rotations and revocations in an answer of /.well-known/jwks.json."""
        keys = jwks.get("keys") if isinstance(jwks, dict) else None
        endorsements = [key.get("endorsement") for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
        # Their order says nothing: a pass that accepts none is the last.
        while any([self._accept(proof) for proof in endorsements[:MAX_KEYS]]):
            pass
        if isinstance(jwks, dict):
            self._accept(jwks.get("signed"))

    def _accept(self, proof):
        if proof in self.proofs:
            return False
        accepted = self._accept_endorsement(proof) or self._accept_key_list(proof)
        if accepted:
            self.proofs.append(proof)
        return accepted

    # Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
    def _accept_endorsement(self, jws):
        try:
            signer, claims = self._verified(jws, "keyward-endorsement+jws")
            public_key = _from_base64url(claims.get("x"))
        except Untrusted:
            return False
        kid = _kid_of(public_key)
        if len(public_key) != 32 or claims.get("kid") != kid or signer in self._successors or len(self._keys) >= MAX_KEYS:
            return False
        self._successors[signer] = kid
        self._keys.setdefault(kid, public_key)
        return True

    # Only the newest key of a chain revokes.
    def _accept_key_list(self, jws):
        try:
            signer, claims = self._verified(jws, "keyward-keys+jws")
        except Untrusted:
            return False
        revoked = claims.get("revoked")
        if signer in self._successors or not isinstance(revoked, list):
            return False
        fresh = {kid for kid in revoked if isinstance(kid, str)} - self._revoked
        self._revoked |= fresh
        return bool(fresh)

    def _verified(self, jws, typ):
        header, payload, signature = _parts(jws, 3)
        kid = _kid_in(header, typ)
        if kid in self._revoked:
            raise Untrusted("revoked_key")
        if kid not in self._keys:
            raise Untrusted("unknown_key")
        try:
            key = Ed25519PublicKey.from_public_bytes(self._keys[kid])
            key.verify(signature, jws.rpartition(".")[0].encode("ascii"))
        except InvalidSignature:
            raise Untrusted("signature") from None
        return kid, _json_object(payload)


def read_answer(keys, jws, request):
    """Returns the claims of a signed answer. `request` is what was asked: op, nonce, product, license_key, fingerprint, now."""
    claims = keys.verify(jws, VERDICT)
    for claim in ("nonce", "op"):
        _match(claim, claims.get(claim) == request[claim])
    _match_license(claims, request)
    _match("fingerprint", claims.get("fingerprint") == request["fingerprint"])
    _match("exp", request["now"] < claims["exp"] + SKEW)
    return claims


def read_license_file(keys, text, device):
    """Returns the claims of a license file. `device` is what it must be for: product, license_key, fingerprint, now."""
    compact = _compact_in(text)
    jws = _decrypt(compact, device) if compact.count(".") == 4 else compact
    claims = keys.verify(jws, LICENSE_FILE)
    if claims.get("ver") != 1:
        raise Untrusted("malformed")
    _match_license(claims, device)
    _match("fingerprint", claims.get("fingerprint") in (None, device["fingerprint"]))
    _match("nbf", claims["nbf"] <= device["now"] + SKEW)
    _match("exp", device["now"] < claims["exp"])
    return claims


def read_refusal(keys, jws, device):
    """Returns the claims of a signed refusal that was kept. `device` is what it must be about, as of a license file."""
    claims = keys.verify(jws, VERDICT)
    _match("valid", claims.get("valid") is False)
    _match_license(claims, device)
    _match("fingerprint", claims.get("fingerprint") == device["fingerprint"])
    return claims


def refutes(refusal, file):
    """Whether a signed refusal ends the use of a license file: a file that was issued later, or in the same second, counts."""
    is_about_it = file["fingerprint"] is not None or refusal["code"] not in DEVICE_CODES
    return is_about_it and refusal["iat"] > file["iat"]


def offline_request(license_key, fingerprint, nonce):
    """What a program without network shows to get a license file."""
    return "KWR1." + _code({"k": _key_hint(license_key), "f": fingerprint, "n": nonce})


def release_code(license_key, fingerprint, jti):
    """What a program without network shows after it has deleted its license file."""
    proof = hmac.new(license_key.encode(), f"keyward release {fingerprint} {jti}".encode(), hashlib.sha256).digest()
    return "KWX1." + _code({"k": _key_hint(license_key), "f": fingerprint, "s": _base64url(proof)[:22]})


class Keyward:
    """Calls of a program. An answer that is not signed as asked is as good as none."""

    def __init__(self, base_url, product, keys):
        self.base_url = base_url.rstrip("/")
        self.product = product
        self.keys = keys
        # The last answer that was verified, as it was received. Store it if it is a refusal, and read it at the next start.
        self.signed = None

    def activate(self, license_key, fingerprint):
        """Takes a seat for the device, and returns the claims."""
        return self._ask("activate", license_key, fingerprint)

    def validate(self, license_key, fingerprint):
        """Returns the claims: `valid` says whether the program may run, `code` why not."""
        return self._ask("validate", license_key, fingerprint)

    def license_file(self, license_key, fingerprint, encrypted=False):
        """Returns the text of a license file for this device."""
        answer = self._post("/api/v1/license-file", {
            "license_key": license_key, "hardware_id": fingerprint, "encrypted": encrypted,
        })
        return str(answer.get("file"))

    def learn_keys(self):
        """Learns rotated and revoked keys; worth a try when an answer's key is unknown."""
        self.keys.learn(self._send(urllib.request.Request(self.base_url + "/.well-known/jwks.json")))

    def _ask(self, op, license_key, fingerprint):
        nonce = secrets.token_urlsafe(24)
        answer = self._post(f"/api/v1/{op}", {
            "license_key": license_key, "hardware_id": fingerprint, "product": self.product, "nonce": nonce,
        })
        request = {
            "op": op, "nonce": nonce, "product": self.product, "license_key": license_key,
            "fingerprint": fingerprint, "now": time.time(),
        }
        claims = read_answer(self.keys, answer.get("signed"), request)
        self.signed = answer["signed"]
        return claims

    def _post(self, path, body):
        return self._send(urllib.request.Request(
            self.base_url + path, json.dumps(body).encode(), {"Content-Type": "application/json"},
        ))

    def _send(self, request):
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
                answer = json.loads(response.read(MAX_ANSWER))
        except urllib.error.HTTPError as error:
            raise Unreachable(f"{error.code}: {error.read(MAX_ANSWER).decode(errors='replace')}") from None
        except (OSError, ValueError) as error:
            raise Unreachable(str(error)) from error
        if not isinstance(answer, dict):
            raise Unreachable("Not a JSON object")
        return answer


def _match(claim, holds):
    if not holds:
        raise Mismatch(claim)


def _match_license(claims, asked):
    # A no may be that the license is for another product, or that the key is unknown.
    _match("product", claims.get("valid") is False or claims.get("product") == asked["product"])
    _match("key_hash", claims.get("key_hash") == hashlib.sha256(asked["license_key"].encode()).hexdigest())


def _parts(compact, count):
    if not isinstance(compact, str) or len(compact) > MAX_CHARACTERS:
        raise Untrusted("malformed")
    parts = compact.split(".")
    if len(parts) != count:
        raise Untrusted("malformed")
    return [_from_base64url(part) for part in parts]


# The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
def _kid_in(header, typ):
    members = _json_object(header)
    if members.get("alg") != "EdDSA":
        raise Untrusted("algorithm")
    if members.get("typ") != typ:
        raise Untrusted("type")
    kid = members.get("kid")
    if not isinstance(kid, str) or not re.fullmatch("[A-Za-z0-9_-]{1,64}", kid):
        raise Untrusted("malformed")
    if header != f'{{"alg":"EdDSA","kid":"{kid}","typ":"{typ}"}}'.encode():
        raise Untrusted("malformed")
    return kid


def _json_object(data):
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Untrusted("malformed") from None
    if not isinstance(value, dict):
        raise Untrusted("malformed")
    return value


# Mail programs change the ends of lines.
def _compact_in(text):
    lines = re.fullmatch(
        "-----BEGIN KEYWARD LICENSE FILE-----\n([A-Za-z0-9+/=\n]+)\n-----END KEYWARD LICENSE FILE-----",
        text.replace("\r\n", "\n").strip(" \n"),
    ) if isinstance(text, str) and len(text) <= 2 * MAX_CHARACTERS else None
    if lines is None:
        raise Untrusted("malformed")
    encoded = lines[1].replace("\n", "")
    try:
        compact = base64.b64decode(encoded, validate=True)
        if base64.b64encode(compact).decode() != encoded:
            raise Untrusted("malformed")
        return compact.decode("ascii")
    except ValueError:
        raise Untrusted("malformed") from None


def _decrypt(jwe, device):
    header, encrypted_key, iv, ciphertext, tag = _parts(jwe, 5)
    members = _json_object(header)
    if members.get("alg") != "dir" or members.get("enc") != "A256GCM":
        raise Untrusted("algorithm")
    if members.get("typ") != "keyward-license+jwe":
        raise Untrusted("type")
    if header != b'{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}':
        raise Untrusted("malformed")
    if len(encrypted_key) != 0 or len(iv) != 12 or len(tag) != 16:
        raise Untrusted("malformed")
    # A file for any device is encrypted without a fingerprint, and does not say so.
    for salt in (device["fingerprint"], ""):
        key = HKDF(SHA256(), 32, salt.encode(), b"keyward license file").derive(device["license_key"].encode())
        try:
            return AESGCM(key).decrypt(iv, ciphertext + tag, jwe.partition(".")[0].encode()).decode("ascii")
        except InvalidTag:
            continue
        except ValueError:
            raise Untrusted("malformed") from None
    raise Untrusted("decryption")


def _kid_of(public_key):
    return _base64url(hashlib.sha256(public_key).digest())[:8]


def _key_hint(license_key):
    return _base64url(hashlib.sha256(license_key.encode()).digest())[:22]


def _code(fields):
    return _base64url(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode())


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64url(text):
    if not isinstance(text, str) or not re.fullmatch("[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise Untrusted("malformed")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    # Several texts decode to the same bytes; only one of them is right.
    if _base64url(data) != text:
        raise Untrusted("malformed")
    return data
