package io.github.keyward;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No working license server answered, or nothing that it signed. It is no verdict about the license: say so to the user, and do
 * not stop a program that may run.
 *
 * <p>{@code NETWORK_ERROR}, {@code TIMEOUT}, {@code INVALID_ANSWER} (somebody else answered, or the answer is not signed),
 * {@code RELAY_CHAIN_INVALID}, {@code RELAY_EXPIRED},
 * {@code PATH_NOT_FOUND} (wrong address), {@code DOWNLOAD_CHANGED}, {@code RATE_LIMIT_EXCEEDED}, {@code HTTP_503}, …
 */
public final class ConnectionException extends KeywardException {
  private static final long serialVersionUID = 1;

  public ConnectionException(String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }

  public ConnectionException(
      String code, String message, int status, @Nullable Duration retryAfter, @Nullable String requestId) {
    super(code, message, status, retryAfter, requestId, null);
  }
}
