package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;
import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Claims;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
    AskedCall call = new AskedCall("validate", licenseKey, true);
    return ask(call, licenseKey, license, () -> calls.validate(licenseKey, call.nonce, jti)).proof;
  }

  SignedProof activate(String licenseKey) {
    AskedCall call = new AskedCall("activate", licenseKey, true);
    return ask(call, licenseKey, null, () -> calls.activate(licenseKey, call.nonce)).proof;
  }

  /** @param waitToken of the place in the waiting line; null for none */
  Lease startSession(String licenseKey, @Nullable String license, @Nullable String waitToken) {
    AskedCall call = new AskedCall("session", licenseKey, true);
    Answer answer = ask(call, licenseKey, license, () -> calls.startSession(licenseKey, call.nonce, waitToken));
    String token = answer.reply.text("session_token", "");
    // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
    Lease lease = token.isEmpty() ? null : Lease.in(answer.proof, token);
    if (lease == null) {
      throw untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    return lease;
  }

  void deactivate(String licenseKey) {
    AskedCall call = new AskedCall("deactivate", licenseKey, true);
    outcome(call, () -> calls.deactivate(licenseKey, call.nonce));
  }

  CommittedUsage recordUsage(String licenseKey, List<UsageItem> items) {
    AskedCall call = new AskedCall("usage", licenseKey, true);
    return new CommittedUsage(used(call, items, () -> calls.recordUsage(licenseKey, call.nonce, items)).claims);
  }

  Reservation reserveUsage(String licenseKey, List<UsageItem> items, @Nullable Integer seconds) {
    AskedCall call = new AskedCall("usage", licenseKey, true);
    Outcome outcome = used(call, items, () -> calls.reserveUsage(licenseKey, call.nonce, items, seconds));
    return Reservation.in(outcome.claims, outcome.reply);
  }

  CommittedUsage commitUsage(String token, @Nullable List<UsageItem> items) {
    AskedCall call = new AskedCall("usage", token, false);
    return new CommittedUsage(used(call, items, () -> calls.commitUsage(token, call.nonce, items)).claims);
  }

  /** What the server says of a newer version, and the claims that prove it. */
  Outcome checkForUpdate(@Nullable String licenseKey, String currentVersion, UpdateTarget target) {
    AskedCall call = new AskedCall("update", licenseKey, true);
    return outcome(call, () -> calls.checkForUpdate(licenseKey, call.nonce, currentVersion, target));
  }

  /**
   * @param borrowDays days for which the seat is borrowed from now on, 0 to return it; null to leave that as it is
   * @param idleSeconds since the user was active; null if the program does not tell
   */
  Lease renewSession(
      String licenseKey, Lease session, @Nullable Integer borrowDays, @Nullable Integer idleSeconds) {
    boolean isLent = session.borrowedUntil != null && session.proof.relay != null;
    AskedCall call = new AskedCall("session", session.token, false, isLent ? session.proof.relay.id : null);
    Supplier<Fields> send = () -> calls.renewSession(session.token, call.nonce, borrowDays, idleSeconds);
    Answer answer = ask(call, licenseKey, null, send);
    Lease lease = Lease.in(answer.proof, session.token);
    if (lease == null || !lease.id.equals(session.id)) {
      throw untrustedAnswer(mismatch("session", "It is about another session"), "INVALID_ANSWER");
    }
    return lease;
  }

  List<FloatingFeature> changeFeatures(String token, List<String> take, List<String> release) {
    AskedCall call = new AskedCall("session", token, false);
    return FloatingFeature.in(outcome(call, () -> calls.changeFeatures(token, call.nonce, take, release)).claims);
  }

  /** The claims of an update manifest, which answers no call in particular. */
  Fields manifest(@Nullable String text) {
    return trusted(() -> verifier.keys.verify(text, TrustedKeys.UPDATE));
  }

  /** By the reason for which an answer of a relay is not trusted. */
  private static String relayCode(String reason, String otherwise) {
    switch (reason) {
      case "relay_chain":
        return "RELAY_CHAIN_INVALID";
      case "relay_expired":
        return "RELAY_EXPIRED";
      default:
        return otherwise;
    }
  }

  /** An answer that proves nothing counts as none. */
  static ConnectionException untrustedAnswer(UntrustedException cause, String code) {
    return new ConnectionException(relayCode(cause.reason(), code), "The answer is not trusted: " + cause.getMessage(), cause);
  }

  /** Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away. */
  static ConnectionException otherLender() {
    return untrustedAnswer(mismatch("session", "It is not of the relay that lent the seat"), "RELAY_UNREACHABLE");
  }

  /** The answer to a use of meters and credits: its call may have been changed on its way. */
  private Outcome used(AskedCall call, @Nullable List<UsageItem> items, Supplier<Fields> send) {
    Outcome outcome = outcome(call, send);
    if (!UsageItem.areIn(outcome.claims, items)) {
      throw untrustedAnswer(mismatch("operation", "It is about other amounts"), "INVALID_ANSWER");
    }
    return outcome;
  }

  /** An answer without a verdict. */
  private Outcome outcome(AskedCall call, Supplier<Fields> send) {
    long sentAt = localClock.getAsLong();
    Fields reply = sent(call, send);
    return trusted(
        () -> {
          Fields fields = verifier.outcome(reply.text("signed"), call);
          Claims claims = new Claims(fields);
          checkAge(claims.time("iat"), claims.time("exp"), localClock.getAsLong() - sentAt);
          return new Outcome(fields, reply);
        });
  }

  /** A refusal that is signed must be the server's. */
  private Fields sent(AskedCall call, Supplier<Fields> send) {
    try {
      return send.get();
    } catch (KeywardException error) {
      String signed = error.signature();
      Object signer = null;
      if (signed != null) {
        Fields claims = trusted(() -> verifier.outcome(signed, call));
        if (!error.getCode().equals(claims.get("code"))) {
          throw untrustedAnswer(mismatch("operation", "It is another refusal"), "INVALID_ANSWER");
        }
        error.markSigned();
        signer = claims.get("relay");
      }
      // Another server does not know the session that a relay has lent.
      throw error.isNotFound() && call.lender != null && !call.lender.equals(signer) ? otherLender() : error;
    }
  }

  private Answer ask(AskedCall call, String licenseKey, @Nullable String license, Supplier<Fields> send) {
    long sentAt = localClock.getAsLong();
    Fields reply = sent(call, send);
    Check<SignedProof> check =
        () -> verifier.answer(reply.text("signed"), licenseKey, license, call.nonce, call.operation);
    SignedProof proof = trusted(check);
    learnDaily();
    try {
      // The key that signed it may just have turned out to be revoked.
      check.run();
      checkAge(proof.issuedAt, proof.endsAt, localClock.getAsLong() - sentAt);
    } catch (UntrustedException untrusted) {
      throw untrustedAnswer(untrusted, "INVALID_ANSWER");
    }
    return new Answer(proof, reply);
  }

  /** The nonce proves that the answer was made during this call: its times are compared with the call's duration alone. */
  private void checkAge(long issuedAt, long endsAt, long duration) throws UntrustedException {
    boolean isLate = duration > endsAt - issuedAt + SKEW;
    if (isLate || issuedAt < lastAnsweredAt - SKEW) {
      throw mismatch("expired", "It came too late");
    }
    lastAnsweredAt = Math.max(lastAnsweredAt, issuedAt);
  }

  private <T> T trusted(Check<T> check) {
    try {
      try {
        return check.run();
      } catch (UntrustedException untrusted) {
        boolean isRelayed = untrusted.reason().equals("relay_chain");
        if (!isRelayed && !untrusted.reason().equals("unknown_key")) {
          throw untrusted;
        }
        learnFor(isRelayed);
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

  /** A relay that shows no keys has answered for all that. */
  private void learnFor(boolean isRelayed) {
    try {
      learn();
    } catch (KeywardException unreachable) {
      if (!isRelayed) {
        throw unreachable;
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

  /** Claims of an answer without a verdict, and what was sent beside them. */
  static final class Outcome {
    final Fields claims;
    final Fields reply;

    Outcome(Fields claims, Fields reply) {
      this.claims = claims;
      this.reply = reply;
    }
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
