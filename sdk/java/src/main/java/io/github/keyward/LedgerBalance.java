package io.github.keyward;

/** A meter or credit after a call of a {@link UsageLedger}. Its amounts are decimal texts, for {@link java.math.BigDecimal}. */
public final class LedgerBalance {
  private final String meter;
  private final DecimalAmount used;
  private final DecimalAmount granted;

  LedgerBalance(String meter, DecimalAmount used, DecimalAmount granted) {
    this.meter = meter;
    this.used = used;
    this.granted = granted;
  }

  public String getMeter() {
    return meter;
  }

  public String getUsed() {
    return used.toString();
  }

  /** Amount that the file grants for its whole time. */
  public String getGranted() {
    return granted.toString();
  }

  public String getLeft() {
    return granted.minus(used).toString();
  }

  @Override
  public String toString() {
    return meter + ": " + used;
  }
}
