package io.github.keyward.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A license to issue. What is left out is as the policy of the product says. */
public final class NewLicense {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private NewLicense() {}

  /** @param product reference of the product */
  public static NewLicense of(String product) {
    return new NewLicense().with("product", product);
  }

  /** UUID, reference or e-mail address of a customer. */
  public NewLicense customer(String customer) {
    return with("customer_id", customer);
  }

  /** UUID or name of a policy other than the product's own. */
  public NewLicense policy(String policy) {
    return with("policy", policy);
  }

  /** Null for a license that never expires. */
  public NewLicense expiresAt(@Nullable Instant expiresAt) {
    return with("expires_at", expiresAt == null ? null : expiresAt.toString());
  }

  /** Term, counted from issue or first activation as the policy defines. */
  public NewLicense durationDays(int days) {
    return with("duration_days", days);
  }

  /** Devices that may be active at the same time; null is unlimited. */
  public NewLicense maxActivations(@Nullable Integer seats) {
    return with("max_activations", seats);
  }

  /** Floating seats; null is unlimited. */
  public NewLicense maxSessions(@Nullable Integer sessions) {
    return with("max_sessions", sessions);
  }

  public NewLicense features(String... codes) {
    return with("features", new ArrayList<>(Arrays.asList(codes)));
  }

  /** Data of the vendor. Programs read the object {@code public} in it. */
  public NewLicense metadata(Map<String, ?> metadata) {
    return with("metadata", metadata);
  }

  /** Kept in the audit log: the id of an order or ticket. */
  public NewLicense reference(String reference) {
    return with("reference", reference);
  }

  /** Another field of {@code POST /api/v1/licenses}: texts, numbers, booleans, lists, maps or null. */
  public NewLicense with(String name, @Nullable Object value) {
    fields.put(name, value);
    return this;
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }
}
