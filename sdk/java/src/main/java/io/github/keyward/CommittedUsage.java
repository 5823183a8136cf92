package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The balances that a call took from, after it, as the server signed them. */
public final class CommittedUsage {
  private final List<MeterUse> meters = new ArrayList<>();
  private final List<CreditBalance> credits = new ArrayList<>();

  CommittedUsage(Fields claims) {
    claims.objects("meters").forEach(meter -> meters.add(new MeterUse(meter)));
    claims.objects("credits").forEach(credit -> credits.add(new CreditBalance(credit)));
  }

  public List<MeterUse> getMeters() {
    return Collections.unmodifiableList(meters);
  }

  public List<CreditBalance> getCredits() {
    return Collections.unmodifiableList(credits);
  }

  static <T> T only(List<T> balances) {
    if (balances.isEmpty()) {
      throw LicenseServer.untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    return balances.get(0);
  }
}
