package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import java.time.Instant;

/** Amounts that are kept for this program. */
public final class Reservation {
  private final String token;
  private final Instant expiresAt;

  private Reservation(String token, Instant expiresAt) {
    this.token = token;
    this.expiresAt = expiresAt;
  }

  /** @param claims say when it ends; the token is sent beside */
  static Reservation in(Fields claims, Fields reply) {
    Long end = claims.object("reservation").integer("expires_at");
    String token = reply.text("reservation_token", "");
    if (end == null || token.isEmpty()) {
      throw LicenseServer.untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    return new Reservation(token, Instant.ofEpochSecond(end));
  }

  /** Names it to the server. */
  public String getToken() {
    return token;
  }

  /** When it ends by itself. */
  public Instant getExpiresAt() {
    return expiresAt;
  }

  @Override
  public String toString() {
    return "until " + expiresAt;
  }
}
