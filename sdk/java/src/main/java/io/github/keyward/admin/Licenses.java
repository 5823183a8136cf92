package io.github.keyward.admin;

import io.github.keyward.internal.ApiClient;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licenses that the vendor issues. {@code id} is the UUID or the key of a license. */
public final class Licenses {
  private static final String PATH = "/api/v1/licenses";

  private final ApiClient client;

  Licenses(ApiClient client) {
    this.client = client;
  }

  public IssuedLicense issue(NewLicense license) {
    return issue(license, UUID.randomUUID().toString());
  }

  /**
   * Issues a license only once, however often it is called with this key within a day.
   *
   * @param idempotencyKey such as the id of the order
   */
  public IssuedLicense issue(NewLicense license, String idempotencyKey) {
    return new IssuedLicense(client.change(PATH, license.fields(), idempotencyKey));
  }

  /** Throws {@code NOT_FOUND} if there is none. */
  public IssuedLicense get(String id) {
    return new IssuedLicense(client.get(pathOf(id)));
  }

  /** The newest licenses first, read page by page. */
  public Iterable<IssuedLicense> list(LicenseQuery query) {
    return () -> new Pages(after -> client.get(PATH + query.parameters(after)));
  }

  public IssuedLicense extendByDays(String id, int days) {
    return extendByDays(id, days, UUID.randomUUID().toString());
  }

  /**
   * Extends a license only once, however often it is called with this key within a day.
   *
   * @param idempotencyKey such as the id of the payment
   */
  public IssuedLicense extendByDays(String id, int days, String idempotencyKey) {
    return extend(id, "days", days, idempotencyKey);
  }

  public IssuedLicense extendByMonths(String id, int months) {
    return extendByMonths(id, months, UUID.randomUUID().toString());
  }

  /** As {@link #extendByDays(String, int, String)}. */
  public IssuedLicense extendByMonths(String id, int months, String idempotencyKey) {
    return extend(id, "months", months, idempotencyKey);
  }

  public IssuedLicense extendByYears(String id, int years) {
    return extendByYears(id, years, UUID.randomUUID().toString());
  }

  /** As {@link #extendByDays(String, int, String)}. */
  public IssuedLicense extendByYears(String id, int years, String idempotencyKey) {
    return extend(id, "years", years, idempotencyKey);
  }

  /** Ends a license for good, as after a refund. */
  public IssuedLicense revoke(String id) {
    return revoke(id, null);
  }

  /** @param reason kept in the audit log and in the events */
  public IssuedLicense revoke(String id, @Nullable String reason) {
    Map<String, String> body = reason == null ? Collections.emptyMap() : Collections.singletonMap("reason", reason);
    return new IssuedLicense(client.change(pathOf(id) + "/revoke", body));
  }

  private IssuedLicense extend(String id, String unit, int amount, String idempotencyKey) {
    Map<String, Integer> body = Collections.singletonMap(unit, amount);
    return new IssuedLicense(client.change(pathOf(id) + "/extend", body, idempotencyKey));
  }

  private static String pathOf(String id) {
    return PATH + "/" + Paths.part(id);
  }
}
