package io.github.keyward.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which licenses are listed; all by default. */
public final class LicenseQuery {
  private static final int PAGE = 100;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  private LicenseQuery() {}

  public static LicenseQuery all() {
    return new LicenseQuery();
  }

  /** UUID or reference of the product. */
  public LicenseQuery product(String product) {
    return with("product", product);
  }

  /** UUID, reference or e-mail address of the customer. */
  public LicenseQuery customer(String customer) {
    return with("customer", customer);
  }

  /** UUID of the order, or its id in the shop. */
  public LicenseQuery order(String order) {
    return with("order", order);
  }

  /** {@code active}, {@code unused}, {@code expired}, {@code revoked}, … */
  public LicenseQuery status(String status) {
    return with("status", status);
  }

  /** Another parameter of {@code GET /api/v1/licenses}. */
  public LicenseQuery with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  String parameters(@Nullable String after) {
    StringBuilder text = new StringBuilder("?limit=").append(PAGE);
    parameters.forEach((name, value) -> text.append('&').append(Paths.part(name)).append('=').append(Paths.part(value)));
    return after == null ? text.toString() : text.append("&after=").append(Paths.part(after)).toString();
  }
}
