package io.github.keyward;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exact amount of a meter or credit in millionths, and the most decimals of what is drawn from it. */
final class DecimalAmount {
  static final int MAX_DECIMALS = 6;
  private static final Pattern FORM = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,6})?");

  final BigInteger parts;
  final int decimals;

  DecimalAmount(BigInteger parts, int decimals) {
    this.parts = parts;
    this.decimals = decimals;
  }

  /** Null if it is no amount, or has more decimals. */
  static @Nullable DecimalAmount of(String text, int decimals) {
    if (!FORM.matcher(text).matches()) {
      return null;
    }
    BigDecimal amount = new BigDecimal(text);
    return amount.signum() == 0 || amount.stripTrailingZeros().scale() <= decimals
        ? new DecimalAmount(amount.movePointRight(MAX_DECIMALS).toBigInteger(), decimals)
        : null;
  }

  /** None where the text is no amount. */
  static DecimalAmount orNone(@Nullable String text) {
    DecimalAmount amount = text == null ? null : of(text, MAX_DECIMALS);
    return amount == null ? new DecimalAmount(BigInteger.ZERO, MAX_DECIMALS) : amount;
  }

  DecimalAmount plus(BigInteger more) {
    return new DecimalAmount(parts.add(more), decimals);
  }

  /** None if it would be below 0. */
  DecimalAmount minus(DecimalAmount less) {
    return new DecimalAmount(parts.subtract(less.parts).max(BigInteger.ZERO), decimals);
  }

  /** Decimal text, without zeros at its end. */
  @Override
  public String toString() {
    return parts.signum() == 0 ? "0" : new BigDecimal(parts, MAX_DECIMALS).stripTrailingZeros().toPlainString();
  }
}
