package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An amount of a meter, or of a feature that costs credits. */
public final class UsageItem {
  private final String kind;
  private final String code;
  private final long amount;

  private UsageItem(String kind, String code, long amount) {
    this.kind = kind;
    this.code = code;
    this.amount = amount;
  }

  /** @param amount negative to return what was taken */
  public static UsageItem meter(String meter, long amount) {
    return new UsageItem("meter", meter, amount);
  }

  /** @param amount negative to return what was taken */
  public static UsageItem feature(String feature, long amount) {
    return new UsageItem("feature", feature, amount);
  }

  static List<Map<String, Object>> bodyOf(List<UsageItem> items) {
    List<Map<String, Object>> body = new ArrayList<>();
    for (UsageItem item : items) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put(item.kind, item.code);
      fields.put("amount", item.amount);
      body.add(fields);
    }
    return body;
  }

  /** Whether claims are about these amounts, or about none. */
  static boolean areIn(Fields claims, @Nullable List<UsageItem> items) {
    List<Fields> signed = claims.objects("items");
    if (signed.size() != (items == null ? 0 : items.size())) {
      return false;
    }
    for (int index = 0; index < signed.size(); index++) {
      UsageItem item = items.get(index);
      Fields fields = signed.get(index);
      boolean isSame = item.code.equals(fields.get(item.kind)) && Long.valueOf(item.amount).equals(fields.get("amount"));
      if (!isSame || (fields.has("meter") && fields.has("feature"))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return kind + " " + code + ": " + amount;
  }
}
