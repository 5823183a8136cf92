package io.github.keyward;

import io.github.keyward.internal.Fields;
import org.jspecify.annotations.Nullable;

/** A floating session as the server signed it, and the token that was sent beside. Times are milliseconds since 1970. */
final class Lease {
  /** What is signed speaks of whole seconds and includes the last. */
  private static final long SECOND = 1_000;

  final SignedProof proof;
  final String id;
  final String token;
  /** When the seat is free again unless the session is renewed before. */
  final long endsAt;
  /** Until when it needs no server; null for a session that is not borrowed. */
  final @Nullable Long borrowedUntil;

  private Lease(SignedProof proof, String id, String token, long endsAt, @Nullable Long borrowedUntil) {
    this.proof = proof;
    this.id = id;
    this.token = token;
    this.endsAt = endsAt;
    this.borrowedUntil = borrowedUntil;
  }

  /** Null if the answer says nothing about a session. */
  static @Nullable Lease in(SignedProof proof, String token) {
    Fields session = proof.claims.object("session");
    String id = session.text("id");
    Long end = session.integer("expires_at");
    if (id == null || end == null) {
      return null;
    }
    Long borrowed = proof.isValid ? session.integer("borrowed_until") : null;
    Long borrowedUntil = borrowed == null ? null : Long.valueOf(borrowed * SECOND);
    long endsAt = borrowedUntil == null ? end * SECOND : Math.max(end, borrowed) * SECOND + SECOND;
    return new Lease(proof, id, token, endsAt, borrowedUntil);
  }

  /** The same, which the server has ended. */
  Lease takenBack() {
    return new Lease(proof, id, token, 0, null);
  }

  /** Whether the server has ended the session. */
  boolean isTakenBack() {
    return endsAt == 0;
  }

  boolean isBorrowedAt(long now) {
    return borrowedUntil != null && now < borrowedUntil + SECOND;
  }
}
