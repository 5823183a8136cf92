package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.io.IOException;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of the usage ledger, as commands of the conformance suite. */
final class LedgerCalls {
  private final Clock clock;
  private @Nullable UsageLedger ledger;

  LedgerCalls(Clock clock) {
    this.clock = clock;
  }

  @Nullable Object run(String name, Fields with) throws IOException {
    switch (name) {
      case "open":
        ledger =
            UsageLedger.builder()
                .product(with.text("product", ""))
                .publicKeys(with.texts("keys"))
                .directory(Paths.get(with.text("directory", "")))
                .file(with.text("file"))
                .version(with.text("version"))
                .clock(clock)
                .open();
        return null;
      case "use":
        Object amount = with.get("amount");
        return shown(
            amount instanceof Long
                ? ledger.use(with.text("meter", ""), (Long) amount)
                : ledger.use(with.text("meter", ""), with.text("amount", "")));
      case "use_feature":
        return shown(ledger.useFeature(with.text("feature", ""), with.integer("amount", 1)));
      case "balances":
        List<Object> balances = new ArrayList<>();
        ledger.getBalances().forEach(each -> balances.add(shown(each)));
        return balances;
      case "report":
        return ledger.report();
      case "code":
        return ledger.code();
      case "request":
        return ledger.request(with.text("name", ""));
      case "release":
        return ledger.release();
      case "close":
        ledger.close();
        return null;
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private static Map<String, @Nullable Object> shown(LedgerBalance balance) {
    return Driver.map(
        "meter", balance.getMeter(), "used", balance.getUsed(), "granted", balance.getGranted(), "left", balance.getLeft());
  }
}
