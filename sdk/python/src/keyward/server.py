"""A license server that may be anybody: nothing in an answer is trusted but what is signed."""

import secrets
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, TypeVar

from .calls import Calls
from .encoding import base64url
from .errors import KeywardError, MismatchError, UntrustedError, other_lender, untrusted_answer
from .features import FloatingFeature, features_in
from .proof import AskedCall, SignedProof, Verifier
from .usage import ReservedUsage, UsageItem, check_items, reservation_in

# Slow networks take seconds, and clocks of servers differ by as much.
_SKEW = 60_000
_DAY = 86_400_000

T = TypeVar("T")


def random_nonce(length: int = 32) -> str:
    return base64url(secrets.token_bytes(length))[:length]


@dataclass(frozen=True)
class LeasedSession:
    """A session as the server signed it, and the token that was sent beside."""

    id: str
    token: str
    issued_at: int
    expires_at: int
    #: Whether the license can still be used.
    is_valid: bool
    #: The last second in which a borrowed session needs no server; None if it is not borrowed.
    borrowed_until: Optional[int]
    #: What the server signed last about it.
    proof: SignedProof


class LicenseServer:
    """Raises KeywardError if nobody answers, the server refuses without a signature, or the answer is not trusted."""

    def __init__(self, calls: Calls, verifier: Verifier, local_clock: Callable[[], int]) -> None:
        self._calls = calls
        self._verifier = verifier
        self._local_clock = local_clock
        self._learned_at: float = float("-inf")
        self._last_answered_at: float = float("-inf")

    def validate(self, license_key: str, license: Optional[str], file: Optional[SignedProof]) -> SignedProof:
        jti = file.jti if file else None
        return self._ask("validate", license_key, license, lambda nonce: self._calls.validate(license_key, nonce, jti))[0]

    def activate(self, license_key: str) -> SignedProof:
        return self._ask("activate", license_key, None, lambda nonce: self._calls.activate(license_key, nonce))[0]

    def start_session(self, license_key: str, license: Optional[str], wait_token: Optional[str]) -> LeasedSession:
        send = lambda nonce: self._calls.start_session(license_key, nonce, wait_token)  # noqa: E731
        proof, reply = self._ask("session", license_key, license, send)
        token = reply.get("session_token")
        # A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
        if not isinstance(token, str) or token == "":
            raise untrusted_answer(UntrustedError("malformed"))
        return lease_in(proof, token)

    def renew_session(
        self,
        license_key: str,
        session: LeasedSession,
        borrow_days: Optional[int] = None,
        idle_seconds: Optional[int] = None,
    ) -> LeasedSession:
        """``borrow_days``: for which it shall need no server; 0 to return them."""
        send = lambda nonce: self._calls.renew_session(session.token, nonce, borrow_days, idle_seconds)  # noqa: E731
        proof, _ = self._ask("session", license_key, None, send, session)
        lease = lease_in(proof, session.token)
        if lease.id != session.id:
            raise untrusted_answer(MismatchError("session", "It is about another session"))
        return lease

    def change_features(self, session: LeasedSession, take: Sequence[str], release: Sequence[str]) -> List[FloatingFeature]:
        send = lambda nonce: self._calls.change_features(session.token, nonce, take, release)  # noqa: E731
        return features_in(self._outcome(AskedCall("session", session.token, names_device=False), send)[0])

    def deactivate(self, license_key: str) -> None:
        self._outcome(AskedCall("deactivate", license_key), lambda nonce: self._calls.deactivate(license_key, nonce))

    def record_usage(self, license_key: str, items: Sequence[UsageItem]) -> Mapping[str, Any]:
        """The claims with the balances."""
        send = lambda nonce: self._calls.record_usage(license_key, nonce, items)  # noqa: E731
        claims, _ = self._outcome(AskedCall("usage", license_key), send)
        check_items(claims, items)
        return claims

    def reserve_usage(self, license_key: str, items: Sequence[UsageItem], seconds: Optional[int]) -> ReservedUsage:
        send = lambda nonce: self._calls.reserve_usage(license_key, nonce, items, seconds)  # noqa: E731
        claims, reply = self._outcome(AskedCall("usage", license_key), send)
        check_items(claims, items)
        return reservation_in(claims, reply.get("reservation_token"))

    def commit_reservation(self, token: str, items: Optional[Sequence[UsageItem]]) -> Mapping[str, Any]:
        """The claims with the balances."""
        send = lambda nonce: self._calls.commit_reservation(token, nonce, items)  # noqa: E731
        claims, _ = self._outcome(AskedCall("usage", token, names_device=False), send)
        check_items(claims, items)
        return claims

    def check_for_update(
        self, license_key: Optional[str], current_version: str, target: Dict[str, Optional[str]]
    ) -> Tuple[Mapping[str, Any], Dict[str, Any]]:
        """The claims about a newer version, and the answer."""
        send = lambda nonce: self._calls.check_for_update(license_key, nonce, current_version, target)  # noqa: E731
        return self._outcome(AskedCall("update", license_key or None), send)

    def verified(self, text: Any, typ: str) -> Dict[str, Any]:
        """The claims of something signed that answers no call in particular."""
        return _trusted(lambda: self._with_new_keys(lambda: self._verifier.keys.verify(text, typ)))

    def _ask(
        self,
        operation: str,
        license_key: str,
        license: Optional[str],
        send: Callable[[str], Dict[str, Any]],
        session: Optional[LeasedSession] = None,
    ) -> Tuple[SignedProof, Dict[str, Any]]:
        nonce = random_nonce()
        sent_at = self._local_clock()
        token = session.token if session else license_key
        reply = self._sent(AskedCall(operation, token, session is None, _lender_of(session)), nonce, send)
        subject = self._verifier.subject(license_key, license)
        verify = lambda: self._verifier.answer(reply.get("signed"), subject, nonce, operation)  # noqa: E731
        proof = _trusted(lambda: self._with_new_keys(verify))
        self._learn_daily()
        # The key that signed it may just have turned out to be revoked.
        _trusted(verify)
        self._check_age(proof.issued_at, proof.ends_at, self._local_clock() - sent_at)
        return proof, reply

    def _outcome(
        self, call: AskedCall, send: Callable[[str], Dict[str, Any]]
    ) -> Tuple[Mapping[str, Any], Dict[str, Any]]:
        """The claims of an answer without a verdict, and the answer."""
        nonce = random_nonce()
        sent_at = self._local_clock()
        reply = self._sent(call, nonce, send)
        claims = self._verified_outcome(reply.get("signed"), call, nonce, None)
        issued_at, ends_at = _milliseconds(claims.get("iat")), _milliseconds(claims.get("exp"))
        if issued_at is None or ends_at is None:
            raise untrusted_answer(UntrustedError("malformed"))
        self._check_age(issued_at, ends_at, self._local_clock() - sent_at)
        return claims, reply

    def _sent(self, call: AskedCall, nonce: str, send: Callable[[str], Dict[str, Any]]) -> Dict[str, Any]:
        """A refusal that is signed must be the server's."""
        try:
            return send(nonce)
        except KeywardError as error:
            signed = (error.body or {}).get("signed")
            signer = None
            if signed is not None:
                signer = self._verified_outcome(signed, call, nonce, error.code).get("relay")
                error.is_signed = True
            if call.lender is not None and error.status == 404 and signer != call.lender:
                raise other_lender() from error
            raise

    def _verified_outcome(self, text: Any, call: AskedCall, nonce: str, code: Optional[str]) -> Mapping[str, Any]:
        return _trusted(lambda: self._with_new_keys(lambda: self._verifier.outcome(text, call, nonce, code)))

    # The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
    def _check_age(self, issued_at: int, ends_at: int, duration: int) -> None:
        if duration > ends_at - issued_at + _SKEW or issued_at < self._last_answered_at - _SKEW:
            raise untrusted_answer(MismatchError("expired", "It came too late"))
        self._last_answered_at = max(self._last_answered_at, issued_at)

    def _with_new_keys(self, verify: Callable[[], T]) -> T:
        try:
            return verify()
        except UntrustedError as error:
            if error.reason not in ("unknown_key", "relay_chain"):
                raise
            try:
                self._learn()
            except KeywardError:
                # A relay that shows no keys has not answered for all that.
                if error.reason == "unknown_key":
                    raise
        return verify()

    # Only the list of keys names revoked ones.
    def _learn_daily(self) -> None:
        if abs(self._local_clock() - self._learned_at) > _DAY:
            try:
                self._learn()
            except KeywardError:
                pass

    def _learn(self) -> None:
        self._verifier.keys.learn(self._calls.public_keys())
        self._learned_at = self._local_clock()


def _lender_of(session: Optional[LeasedSession]) -> Optional[str]:
    is_borrowed = session is not None and session.borrowed_until is not None
    return session.proof.relay.id if session and is_borrowed and session.proof.relay else None


def lease_in(proof: SignedProof, token: str) -> LeasedSession:
    session = proof.claims.get("session")
    lease = session if isinstance(session, dict) else {}
    identifier, end, borrowed = lease.get("id"), _milliseconds(lease.get("expires_at")), lease.get("borrowed_until")
    until = _milliseconds(borrowed)
    if not isinstance(identifier, str) or end is None or (until is None and borrowed is not None):
        raise untrusted_answer(UntrustedError("malformed"))
    return LeasedSession(identifier, token, proof.issued_at, end, proof.is_valid, until, proof)


def _milliseconds(seconds: Any) -> Optional[int]:
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    return int(seconds * 1000) if is_number else None


def _trusted(verify: Callable[[], T]) -> T:
    try:
        return verify()
    except (UntrustedError, MismatchError) as error:
        raise untrusted_answer(error) from error
