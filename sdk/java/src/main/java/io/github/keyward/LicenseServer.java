package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;
import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A license server that may be anybody: nothing in an answer is trusted but what is signed. */
final class LicenseServer {
  /** Slow networks take seconds, and clocks of servers differ by as much. */
  private static final long SKEW = 60_000;

  private static final long DAY = 86_400_000;

  final Calls calls;
  private final Verifier verifier;
  private final LongSupplier localClock;
  private @Nullable Long learnedAt;
  private long lastAnsweredAt;

  LicenseServer(Calls calls, Verifier verifier, LongSupplier localClock) {
    this.calls = calls;
    this.verifier = verifier;
    this.localClock = localClock;
  }

  SignedProof validate(String licenseKey, @Nullable String license, @Nullable SignedProof file) {
    String jti = file == null ? null : file.jti;
    return ask("validate", licenseKey, license, nonce -> calls.validate(licenseKey, nonce, jti)).proof;
  }

  SignedProof activate(String licenseKey) {
    return ask("activate", licenseKey, null, nonce -> calls.activate(licenseKey, nonce)).proof;
  }

  Lease startSession(String licenseKey, @Nullable String license) {
    Answer answer = ask("session", licenseKey, license, nonce -> calls.startSession(licenseKey, nonce));
    String token = answer.reply.text("session_token", "");
    // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
    Lease lease = token.isEmpty() ? null : Lease.in(answer.proof, token);
    if (lease == null) {
      throw untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    return lease;
  }

  /**
   * @param borrowDays days for which the seat is borrowed from now on, 0 to return it; null to leave that as it is
   */
  Lease renewSession(String licenseKey, Lease session, @Nullable Integer borrowDays) {
    Answer answer = ask("session", licenseKey, null, nonce -> calls.renewSession(session.token, nonce, borrowDays));
    Lease lease = Lease.in(answer.proof, session.token);
    if (lease == null || !lease.id.equals(session.id)) {
      throw untrustedAnswer(mismatch("session", "It is about another session"), "INVALID_ANSWER");
    }
    return lease;
  }

  /** The claims of an update manifest, which answers no call in particular. */
  Fields manifest(@Nullable String text) {
    return trusted(() -> verifier.keys.verify(text, TrustedKeys.UPDATE));
  }

  /** An answer that proves nothing counts as none. */
  static ConnectionException untrustedAnswer(UntrustedException cause, String code) {
    return new ConnectionException(code, "The answer is not trusted: " + cause.getMessage(), cause);
  }

  private Answer ask(
      String operation, String licenseKey, @Nullable String license, Function<String, Fields> send) {
    String nonce = Calls.nonce();
    long sentAt = localClock.getAsLong();
    Fields reply = send.apply(nonce);
    Check<SignedProof> check =
        () -> verifier.answer(reply.text("signed"), licenseKey, license, nonce, operation);
    SignedProof proof = trusted(check);
    learnDaily();
    try {
      // The key that signed it may just have turned out to be revoked.
      check.run();
      checkAge(proof, localClock.getAsLong() - sentAt);
    } catch (UntrustedException untrusted) {
      throw untrustedAnswer(untrusted, "INVALID_ANSWER");
    }
    return new Answer(proof, reply);
  }

  /** The nonce proves that the answer was made during this call: its times are compared with the call's duration alone. */
  private void checkAge(SignedProof proof, long duration) throws UntrustedException {
    boolean isLate = duration > proof.endsAt - proof.issuedAt + SKEW;
    if (isLate || proof.issuedAt < lastAnsweredAt - SKEW) {
      throw mismatch("expired", "It came too late");
    }
    lastAnsweredAt = Math.max(lastAnsweredAt, proof.issuedAt);
  }

  private <T> T trusted(Check<T> check) {
    try {
      try {
        return check.run();
      } catch (UntrustedException untrusted) {
        if (!untrusted.reason().equals("unknown_key")) {
          throw untrusted;
        }
        learn();
        return check.run();
      }
    } catch (UntrustedException untrusted) {
      throw untrustedAnswer(untrusted, "INVALID_ANSWER");
    }
  }

  /** Only the list of keys names revoked ones. */
  private void learnDaily() {
    if (learnedAt == null || Math.abs(localClock.getAsLong() - learnedAt) > DAY) {
      try {
        learn();
      } catch (KeywardException unreachable) {
        // The next answer tries again.
      }
    }
  }

  private void learn() {
    verifier.keys.learn(calls.publicKeys());
    learnedAt = localClock.getAsLong();
  }

  private interface Check<T> {
    T run() throws UntrustedException;
  }

  private static final class Answer {
    final SignedProof proof;
    final Fields reply;

    Answer(SignedProof proof, Fields reply) {
      this.proof = proof;
      this.reply = reply;
    }
  }
}
