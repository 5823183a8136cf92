package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A meter of the license after a use was counted, as the server signed it. */
public final class MeterUse {
  private final Fields meter;

  MeterUse(Fields meter) {
    this.meter = meter;
  }

  public String getMeter() {
    return meter.text("meter", "");
  }

  /** Taken in this period and not returned. */
  public long getUsed() {
    return meter.integer("used", 0);
  }

  /** Limit of a period; null is unlimited. */
  public @Nullable Long getLimit() {
    return meter.integer("limit");
  }

  /** What can still be taken in this period; null is unlimited. */
  public @Nullable Long getLeft() {
    return meter.integer("left");
  }

  /** Start of the next period; null if the meter never resets. */
  public @Nullable Instant getResetsAt() {
    return meter.time("resets_at");
  }

  @Override
  public String toString() {
    return getMeter() + ": " + getUsed();
  }
}
