"""Verifies what the license server signed: answers, license files, update manifests and keys.

The rules are those of https://www.rfc-editor.org/rfc/rfc7515 with Ed25519 (RFC 8037) or ES256 (RFC 7518), in one form of header
only.
"""

import base64
import hashlib
import hmac
import re
from typing import Any, Dict, Iterable, List, Optional, Set, Tuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .encoding import (
    MAX_CHARACTERS,
    base64url,
    compact_json,
    decode_parts,
    from_pasted_base64,
    json_object,
)
from .errors import UntrustedError
from .public_keys import PublicKeys, algorithm_of, kid_of, pinned_keys, public_key_in, verify_signature
from .relay import CERTIFICATE, CertifiedRelay, certified_relay, chain_in

VERDICT = "keyward-verdict+jws"
#: An answer without a verdict, or a refusal.
ANSWER = "keyward-answer+jws"
LICENSE_FILE = "keyward-license+jws"
UPDATE = "keyward-update+jws"

_ENDORSEMENT = "keyward-endorsement+jws"
_KEY_LIST = "keyward-keys+jws"
_MAX_KEYS = 200

# Mail programs change what stands between the words of a mark.
_BEGIN, _END = ("[^A-Za-z0-9+/]{1,40}".join([first, "KEYWARD", "LICENSE", "FILE"]) for first in ("BEGIN", "END"))
_COMPACT = re.compile(r"[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){2,4}")


class TrustedKeys:
    """The pinned public keys, and those that follow from them, by endorsement or by the list that an active key signs.

    ``pinned``: ``x`` of each key in ``/.well-known/jwks.json`` (``public_key`` of ES256), or the keys as they stand there.
    """

    def __init__(self, pinned: PublicKeys, proofs: Iterable[Any] = ()) -> None:
        self._keys: Dict[str, bytes] = {}
        self._successors: Dict[str, str] = {}
        self._revoked: Set[str] = set()
        #: What was learned. Each proof is signed, so it may be stored anywhere.
        self.proofs: List[str] = []
        for public_key in pinned_keys(pinned):
            self._keys[kid_of(public_key)] = public_key
        for proof in list(proofs)[: 2 * _MAX_KEYS]:
            self._accept(proof)

    def verify(self, jws: Any, typ: str) -> Dict[str, Any]:
        """Returns the claims of a compact JWS, or raises UntrustedError."""
        return self._verified(jws, typ)[1]

    def verify_answer(self, jws: Any, typ: str) -> Tuple[Dict[str, Any], Optional[CertifiedRelay]]:
        """The claims of an answer to a call, and the relay that signed it, which may have to be checked; None for the server.

        Raises UntrustedError.
        """
        chain = chain_in(jws)
        if chain is None:
            return self.verify(jws, typ), None
        try:
            return self._relayed(jws, typ, chain)
        except UntrustedError as error:
            raise UntrustedError("relay_chain") from error

    def learn(self, jwks: Any) -> None:
        """Follows rotations and revocations in an answer of ``/.well-known/jwks.json``; ignores what no trusted key signed."""
        keys = jwks.get("keys") if isinstance(jwks, dict) else None
        listed = keys[:_MAX_KEYS] if isinstance(keys, list) else []
        endorsements = [key.get("endorsement") for key in listed if isinstance(key, dict)]
        lists = [jwks.get(name) for name in ("signed", "signed_es256")] if isinstance(jwks, dict) else []
        self._accept_all(endorsements)
        while self._accept_any(lists):
            self._accept_all(endorsements)

    # Their order says nothing: a pass that accepts none is the last.
    def _accept_all(self, proofs: List[Any]) -> None:
        while self._accept_any(proofs):
            pass

    def _accept_any(self, proofs: List[Any]) -> bool:
        return any([self._accept(proof) for proof in proofs])

    def _accept(self, proof: Any) -> bool:
        if not isinstance(proof, str) or proof in self.proofs:
            return False
        accepted = self._accept_endorsement(proof) or self._accept_key_list(proof)
        if accepted:
            self.proofs.append(proof)
        return accepted

    # Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor.
    def _accept_endorsement(self, jws: str) -> bool:
        try:
            signer, claims = self._verified(jws, _ENDORSEMENT)
            public_key = public_key_in(claims.get("public_key", claims.get("x")))
        except UntrustedError:
            return False
        kid = kid_of(public_key)
        if claims.get("kid") != kid or signer in self._successors:
            return False
        if len(self._keys) >= _MAX_KEYS:
            return False
        self._successors[signer] = kid
        self._keys.setdefault(kid, public_key)
        return True

    # Only the newest key of a chain revokes, and names keys of the other algorithm.
    def _accept_key_list(self, jws: str) -> bool:
        try:
            signer, claims = self._verified(jws, _KEY_LIST)
        except UntrustedError:
            return False
        revoked = claims.get("revoked")
        if signer in self._successors or not isinstance(revoked, list):
            return False
        fresh = {kid for kid in revoked[:_MAX_KEYS] if isinstance(kid, str)} - self._revoked
        self._revoked |= fresh
        return self._add_others(claims.get("other_keys")) or bool(fresh)

    def _add_others(self, others: Any) -> bool:
        before = len(self._keys)
        for text in others[:_MAX_KEYS] if isinstance(others, list) else []:
            try:
                public_key = public_key_in(text)
            except UntrustedError:
                continue
            if len(self._keys) < _MAX_KEYS:
                self._keys.setdefault(kid_of(public_key), public_key)
        return len(self._keys) > before

    def _verified(self, jws: Any, typ: str) -> Tuple[str, Dict[str, Any]]:
        header, payload, signature = decode_parts(jws, 3)
        alg, kid = _signer_in(header, typ)
        if kid in self._revoked:
            raise UntrustedError("revoked_key")
        if kid not in self._keys:
            raise UntrustedError("unknown_key")
        public_key = self._keys[kid]
        if alg != algorithm_of(public_key):
            raise UntrustedError("algorithm")
        verify_signature(public_key, signature, jws.rpartition(".")[0].encode("ascii"))
        return kid, json_object(payload)

    def _relayed(self, jws: str, typ: str, chain: List[Any]) -> Tuple[Dict[str, Any], CertifiedRelay]:
        header, payload, signature = decode_parts(jws, 3)
        if len(chain) != 1:
            raise UntrustedError("malformed")
        relay = certified_relay(self.verify(chain[0], CERTIFICATE))
        if _signer_in(header, typ, chain[0]) != ("EdDSA", relay.kid):
            raise UntrustedError("unknown_key")
        verify_signature(relay.key, signature, jws.rpartition(".")[0].encode("ascii"))
        claims = json_object(payload)
        relay.check_claims(claims)
        return claims, relay


def read_license_file(text: Any, keys: TrustedKeys, license_key: str, fingerprint: str) -> Dict[str, Any]:
    """Returns the claims of a license file, plain or encrypted. The caller compares them with its license and device."""
    compact = _compact_in(text)
    jws = _decrypt(compact, license_key, fingerprint) if compact.count(".") == 4 else compact
    claims = keys.verify(jws, LICENSE_FILE)
    if claims.get("ver") != 1:
        raise UntrustedError("malformed")
    return claims


def offline_request(license_key: str, fingerprint: str, nonce: str) -> str:
    """The text that a device without network shows to get a license file. ``nonce``: 16 characters."""
    return "KWR1." + _code({"k": _key_hint(license_key), "f": fingerprint, "n": nonce})


def release_code(license_key: str, fingerprint: str, jti: str) -> str:
    """The text that a device without network shows after it has deleted its license file."""
    proof = hmac.new(license_key.encode(), f"keyward release {fingerprint} {jti}".encode(), hashlib.sha256).digest()
    return "KWX1." + _code({"k": _key_hint(license_key), "f": fingerprint, "s": base64url(proof)[:22]})


# The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
def _signer_in(header: bytes, typ: str, certificate: Optional[str] = None) -> Tuple[str, str]:
    members = json_object(header)
    alg = members.get("alg")
    if alg != "EdDSA" and alg != "ES256":
        raise UntrustedError("algorithm")
    if members.get("typ") != typ:
        raise UntrustedError("type")
    kid = members.get("kid")
    if not isinstance(kid, str) or not re.fullmatch("[A-Za-z0-9_-]{1,64}", kid):
        raise UntrustedError("malformed")
    chain = "" if certificate is None else f',"chain":["{certificate}"]'
    if header != f'{{"alg":"{alg}","kid":"{kid}","typ":"{typ}"{chain}}}'.encode():
        raise UntrustedError("malformed")
    return alg, kid


def clean_license_file(text: Any) -> str:
    """The text of a license file as the server wrote it, from what mail programs and clipboards have made of it."""
    body = base64.b64encode(_compact_in(text).encode()).decode()
    return f"-----BEGIN KEYWARD LICENSE FILE-----\n{body}\n-----END KEYWARD LICENSE FILE-----\n"


# The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
def _compact_in(text: Any) -> str:
    if not isinstance(text, str) or len(text) > 2 * MAX_CHARACTERS:
        raise UntrustedError("malformed")
    for part in re.split(_END, text)[:-1]:
        bodies = re.split(_BEGIN, part)[1:]
        compact = _compact_of(bodies[-1]) if bodies else None
        if compact is not None:
            return compact
    raise UntrustedError("malformed")


def _compact_of(body: str) -> Optional[str]:
    try:
        compact = from_pasted_base64(body).decode("ascii")
    except (UntrustedError, UnicodeDecodeError):
        return None
    return compact if _COMPACT.fullmatch(compact) else None


def _decrypt(jwe: str, license_key: str, fingerprint: str) -> str:
    header, encrypted_key, iv, ciphertext, tag = decode_parts(jwe, 5)
    members = json_object(header)
    if members.get("alg") != "dir" or members.get("enc") != "A256GCM":
        raise UntrustedError("algorithm")
    if members.get("typ") != "keyward-license+jwe":
        raise UntrustedError("type")
    if header != b'{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}':
        raise UntrustedError("malformed")
    if len(encrypted_key) != 0 or len(iv) != 12 or len(tag) != 16:
        raise UntrustedError("malformed")
    # A file for any device is encrypted without a fingerprint, and does not say so.
    for salt in (fingerprint, ""):
        key = HKDF(SHA256(), 32, salt.encode(), b"keyward license file").derive(license_key.encode())
        try:
            return AESGCM(key).decrypt(iv, ciphertext + tag, jwe.partition(".")[0].encode()).decode("ascii")
        except InvalidTag:
            continue
        except ValueError:
            raise UntrustedError("malformed") from None
    raise UntrustedError("decryption")


def _key_hint(license_key: str) -> str:
    return base64url(hashlib.sha256(license_key.encode()).digest())[:22]


def _code(fields: Dict[str, str]) -> str:
    return base64url(compact_json(fields).encode())
