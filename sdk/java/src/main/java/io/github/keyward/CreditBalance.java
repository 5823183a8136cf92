package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A credit after a call, as the server signed it. Its amounts are decimal texts, for {@link java.math.BigDecimal}. */
public final class CreditBalance {
  private final Fields credit;

  CreditBalance(Fields credit) {
    this.credit = credit;
  }

  public String getCredit() {
    return credit.text("credit", "");
  }

  /** Taken in this period and not returned. */
  public String getUsed() {
    return credit.text("used", "");
  }

  /** Limit of a period; null is unlimited. */
  public @Nullable String getLimit() {
    return credit.text("limit");
  }

  /** What can still be taken in this period; null is unlimited. */
  public @Nullable String getLeft() {
    return credit.text("left");
  }

  /** Start of the next period; null if the credit never resets. */
  public @Nullable Instant getResetsAt() {
    return credit.time("resets_at");
  }

  @Override
  public String toString() {
    return getCredit() + ": " + getUsed();
  }
}
