package io.github.keyward;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When a floating seat is renewed, or asked for again. Times are milliseconds since 1970. */
final class SeatSchedule {
  private static final long SHORTEST_INTERVAL = 5_000;
  private static final long RETRY_INTERVAL = 60_000;
  /** The server keeps a place in the waiting line for 30 seconds or more. */
  private static final long LINE_INTERVAL = 10_000;

  private static final long LONGEST_WAIT = 300_000;
  private static final long BORROWED_INTERVAL = 30_000;
  private static final long BORROWED_RETRY_INTERVAL = 600_000;

  private final LongSupplier now;
  private volatile long next;
  /** While all seats are taken. */
  private int attempts;

  SeatSchedule(LongSupplier now) {
    this.now = now;
  }

  boolean isTaken() {
    return attempts > 0;
  }

  boolean isDue() {
    return now.getAsLong() >= next;
  }

  /** {@link Long#MAX_VALUE} for never. */
  long next() {
    return next == 0 ? Long.MAX_VALUE : next;
  }

  /** No seat is wanted now. */
  void reset() {
    attempts = 0;
    next = 0;
  }

  /** The next attempt is due now. */
  void hurry() {
    next = now.getAsLong();
  }

  /**
   * A third of the lease, so that one lost call does no harm; of a borrowed seat, which the server takes for one without a program
   * otherwise, at least twice a minute.
   */
  void renewed(Lease lease) {
    attempts = 0;
    long current = now.getAsLong();
    boolean isBorrowed = lease.isBorrowedAt(current);
    long third =
        isBorrowed ? Math.min((lease.endsAt - current) / 3, BORROWED_INTERVAL) : (lease.endsAt - lease.proof.issuedAt) / 3;
    next = current + Math.max(SHORTEST_INTERVAL, third);
  }

  /**
   * After a failure. Not before the server wants to be asked again.
   *
   * @param lease the seat; null without one
   * @param isInLine whether the program has a place in the waiting line
   */
  void failed(@Nullable Lease lease, KeywardException error, boolean isInLine) {
    long interval = lease == null ? backoff(error, isInLine) : interval(lease, isInLine);
    next = now.getAsLong() + Math.max(interval, error.requestedWait(LONGEST_WAIT));
  }

  /** While all are taken, after 10 seconds at first; later, and after another failure, every minute. With jitter. */
  private long backoff(KeywardException error, boolean isInLine) {
    double backoff = RETRY_INTERVAL;
    if (error.getCode().equals("SESSIONS_EXHAUSTED")) {
      backoff = isInLine ? LINE_INTERVAL : Math.min(LINE_INTERVAL * Math.pow(1.5, Math.min(attempts, 10)), backoff);
      attempts++;
    }
    return (long) (backoff * (1 - Math.random() / 4));
  }

  /** The interval as before the failure; a minute once the seat is lost. */
  private long interval(Lease lease, boolean isInLine) {
    long current = now.getAsLong();
    if (isInLine) {
      return LINE_INTERVAL;
    }
    if (lease.isBorrowedAt(current)) {
      return BORROWED_RETRY_INTERVAL;
    }
    return current < lease.endsAt ? Math.max(SHORTEST_INTERVAL, (lease.endsAt - lease.proof.issuedAt) / 3) : RETRY_INTERVAL;
  }
}
