package io.github.keyward.internal;

import io.github.keyward.KeywardException;
import org.jspecify.annotations.Nullable;

/** A refusal that names a place in the waiting line for a floating seat. */
public final class WaitingException extends KeywardException {
  private static final long serialVersionUID = 1;

  private final transient Fields place;

  WaitingException(
      String code, String message, int status, @Nullable String requestId, @Nullable String signature, Fields place) {
    super(code, message, status, null, requestId, signature, null);
    this.place = place;
  }

  public Fields place() {
    return place;
  }
}
