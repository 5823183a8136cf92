package io.github.keyward;

import io.github.keyward.internal.Claims;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.UntrustedException;
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
    try {
      long end = new Claims(claims.object("reservation")).time("expires_at");
      return new Reservation(new Claims(reply).text("reservation_token"), Instant.ofEpochMilli(end));
    } catch (UntrustedException malformed) {
      throw LicenseServer.untrustedAnswer(malformed, "INVALID_ANSWER");
    }
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
