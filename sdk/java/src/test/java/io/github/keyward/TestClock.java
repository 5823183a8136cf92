package io.github.keyward;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock that somebody else sets. */
final class TestClock extends Clock {
  private final LongSupplier milliseconds;

  TestClock(LongSupplier milliseconds) {
    this.milliseconds = milliseconds;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(milliseconds.getAsLong());
  }
}
