package io.github.keyward;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call failed. Decide by {@link #getCode()}: it is the server's, such as {@code SEATS_EXHAUSTED}, or one of this package, such
 * as {@code INVALID_OPTIONS}. If no working server answered, it is a {@link ConnectionException}.
 */
public class KeywardException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;
  private final @Nullable Duration retryAfter;
  private final @Nullable String requestId;
  private final @Nullable String signature;
  private boolean isSigned;

  public KeywardException(String code, String message) {
    this(code, message, null);
  }

  public KeywardException(String code, String message, @Nullable Throwable cause) {
    this(code, message, 0, null, null, null, cause);
  }

  public KeywardException(
      String code,
      String message,
      int status,
      @Nullable Duration retryAfter,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    this(code, message, status, retryAfter, requestId, null, cause);
  }

  /** @param signature of a refusal, which is not verified yet */
  public KeywardException(
      String code,
      String message,
      int status,
      @Nullable Duration retryAfter,
      @Nullable String requestId,
      @Nullable String signature,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
    this.signature = signature;
  }

  public final String getCode() {
    return code;
  }

  /** HTTP status; 0 without a response of a Keyward server. */
  public final int getStatus() {
    return status;
  }

  /** How long to wait before a retry, if the server says. */
  public final @Nullable Duration getRetryAfter() {
    return retryAfter;
  }

  /** Names the call in the logs of the server. */
  public final @Nullable String getRequestId() {
    return requestId;
  }

  /** Whether the server signed this refusal, and the signature was verified. */
  public final boolean isSigned() {
    return isSigned;
  }

  /** Whether the server does not know what the call is about; a path that is not found says nothing about it. */
  final boolean isNotFound() {
    return status == 404 && !(this instanceof ConnectionException);
  }

  final @Nullable String signature() {
    return signature;
  }

  final void markSigned() {
    isSigned = true;
  }

  /** Whether the server, or a proxy before it, has no time now, and wants to be asked again. */
  public final boolean isPostponed() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** Milliseconds for which the server wants to be left alone, at most {@code longest}. With jitter. */
  final long requestedWait(long longest) {
    long wanted = retryAfter == null ? 0 : Math.min(retryAfter.toMillis(), longest);
    return (long) (wanted * (1 + Math.random() / 4));
  }

  @Override
  public String toString() {
    String where = status == 0 ? "" : String.format(Locale.ROOT, " (%d)", status);
    return getClass().getName() + ": " + code + where + ": " + getMessage();
  }
}
