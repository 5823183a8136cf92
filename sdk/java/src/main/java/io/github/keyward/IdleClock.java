package io.github.keyward;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the user of a program was active last, if the program tells. It may be told from any thread. */
final class IdleClock {
  private final LongSupplier now;
  private final AtomicBoolean isIdle = new AtomicBoolean();
  /** Negative if none was told. */
  private volatile long activeAt = -1;

  IdleClock(LongSupplier now) {
    this.now = now;
  }

  /** Whether the server has taken the seat back since the user was active. */
  boolean isIdle() {
    return isIdle.get();
  }

  /** Seconds since the last activity; null if none was told. */
  @Nullable Integer seconds() {
    long at = activeAt;
    return at < 0 ? null : Integer.valueOf((int) Math.max(0, Math.min((now.getAsLong() - at) / 1_000, Integer.MAX_VALUE)));
  }

  void takenBack() {
    isIdle.set(true);
  }

  /** Returns whether the server had taken the seat back. */
  boolean note() {
    activeAt = now.getAsLong();
    return isIdle.getAndSet(false);
  }
}
