package io.github.keyward;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that a license grants, with its value. */
public final class Entitlement {
  private final @Nullable Object value;
  private final @Nullable Instant expiresAt;

  Entitlement(@Nullable Object value, @Nullable Instant expiresAt) {
    this.value = value;
    this.expiresAt = expiresAt;
  }

  /** A {@link String}, {@link Long}, {@link Double}, {@link Boolean}, or null for one without a value. */
  public @Nullable Object getValue() {
    return value;
  }

  /** Null for as long as the license. */
  public @Nullable Instant getExpiresAt() {
    return expiresAt;
  }

  boolean hasEndedBy(long now) {
    return expiresAt != null && expiresAt.toEpochMilli() <= now;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Entitlement
        && Objects.equals(value, ((Entitlement) other).value)
        && Objects.equals(expiresAt, ((Entitlement) other).expiresAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, expiresAt);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
