package io.github.keyward;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the server is asked again. Times are milliseconds since 1970. */
final class ContactSchedule {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 3_600_000;

  private final LongSupplier now;
  private final long longestGrace;
  private long next;
  private int failures;
  private boolean isPostponed;

  ContactSchedule(LongSupplier now, long longestGrace) {
    this.now = now;
    this.longestGrace = longestGrace;
  }

  /** Whether the last attempt failed. */
  boolean isUnanswered() {
    return failures > 0;
  }

  /** Whether the server was asked to activate this device, and wants to be asked again later. */
  boolean isPostponed() {
    return isPostponed;
  }

  boolean isDue() {
    return now.getAsLong() >= next;
  }

  /** An answer from the store: it says when it wanted to be renewed. */
  void recalled(@Nullable SignedProof answer) {
    reset(answer == null ? 0 : renewal(answer));
  }

  /** By the duration that the server wished, because the local clock may not be the server's. */
  void answered(SignedProof answer) {
    reset(now.getAsLong() + Math.max(MINUTE, renewal(answer) - answer.issuedAt));
  }

  /** At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter. */
  void failed(Exception error) {
    failures++;
    isPostponed = isPostponed && error instanceof ConnectionException;
    long backoff = (long) (Math.min(MINUTE << Math.min(failures - 1, 10), HOUR) * (1 - Math.random() / 4));
    long requested = error instanceof KeywardException ? ((KeywardException) error).requestedWait(HOUR) : 0;
    next = now.getAsLong() + Math.max(backoff, requested);
  }

  /** An activation has failed. Returns whether it is only postponed. */
  boolean postpones(KeywardException error) {
    isPostponed = error.isPostponed();
    if (isPostponed) {
      failed(error);
    }
    return isPostponed;
  }

  /** Asks at the next opportunity. */
  void hurry() {
    next = 0;
  }

  /** A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always. */
  void noticeClock(boolean isTurnedBack) {
    if (isTurnedBack && !isUnanswered()) {
      hurry();
    }
  }

  /**
   * Milliseconds until there is something to do, at most an hour.
   *
   * @param boundary when the state changes by itself; {@link Long#MAX_VALUE} for never
   */
  long delay(long boundary) {
    return Math.min(Math.max(Math.min(next, boundary) - now.getAsLong(), SECOND), HOUR);
  }

  private void reset(long at) {
    failures = 0;
    isPostponed = false;
    next = at;
  }

  private long renewal(SignedProof answer) {
    return answer.isValid ? Math.min(answer.nextCheck, answer.heldUntil(longestGrace)) : answer.nextCheck;
  }
}
