package io.github.keyward;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The time as far as it can be known: it never runs backwards, whatever the local clock does. In milliseconds since 1970. */
final class KnownTime {
  /** Clocks are corrected by minutes every day, and by nobody by hours. */
  private static final long TOLERANCE = 3_600_000;

  private final LongSupplier localClock;
  private long lastReading;
  private long latest;
  /** How far the local clock was behind at the last contact. Not stored: in an edited store it would hold the time back. */
  private long correction;

  private boolean isTurnedBack;

  KnownTime(LongSupplier localClock, long latestSeen) {
    this.localClock = localClock;
    lastReading = localClock.getAsLong();
    latest = latestSeen;
    now();
  }

  /** Whether the local clock is more than an hour behind the latest time that was seen. */
  synchronized boolean isTurnedBack() {
    now();
    return isTurnedBack;
  }

  /** The local clock, with the correction of the last contact. */
  synchronized long reading() {
    return localNow() + correction;
  }

  long localNow() {
    return localClock.getAsLong();
  }

  synchronized long now() {
    long reading = localNow();
    long elapsed = Math.max(0, reading - lastReading);
    lastReading = reading;
    long corrected = reading + correction;
    isTurnedBack = corrected < latest - TOLERANCE;
    latest = isTurnedBack ? latest + elapsed : Math.max(latest, corrected);
    return latest;
  }

  /** Something signed at this instant exists. */
  synchronized void sawAtLeast(long instant) {
    latest = Math.max(latest, instant);
  }

  /**
   * Something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead once: that
   * clock was wrong, or what is signed would not be new.
   *
   * @param requestedAt reading of the local clock when the program requested it. As long as nobody turned that clock, no more time
   *     has passed since the instant than since the request, even if the clock is wrong.
   */
  synchronized void sawNew(long instant, @Nullable Long requestedAt) {
    long waited = requestedAt == null ? -1 : localNow() - requestedAt;
    long newest = Math.max(instant, waited < 0 ? reading() : Math.min(reading(), instant + waited));
    if (newest < now()) {
      trustTime(newest);
    }
  }

  /** The server said what time it is, in answer to a call that only it could answer. */
  synchronized void trustTime(long instant) {
    lastReading = localNow();
    correction = instant - lastReading;
    latest = instant;
  }
}
