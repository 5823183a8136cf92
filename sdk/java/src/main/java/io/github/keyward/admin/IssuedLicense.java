package io.github.keyward.admin;

import io.github.keyward.internal.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A license as the server shows it to its vendor. */
public final class IssuedLicense {
  private final Fields fields;

  IssuedLicense(Fields fields) {
    this.fields = fields;
  }

  /** UUID of the license. */
  public String getId() {
    return fields.text("id", "");
  }

  /** What the customer types. */
  public String getKey() {
    return fields.text("key", "");
  }

  /** Reference of the product. */
  public String getProduct() {
    return fields.text("product", "");
  }

  /** {@code active}, {@code unused}, {@code not_started}, {@code expired}, {@code disabled}, {@code blocked}, {@code revoked}. */
  public String getStatus() {
    return fields.text("status", "");
  }

  /** UUID of the customer. */
  public @Nullable String getCustomerId() {
    return fields.text("customer_id");
  }

  /** Null for never. */
  public @Nullable Instant getExpiresAt() {
    return fields.time("expires_at");
  }

  /** Null is unlimited. */
  public @Nullable Long getMaxActivations() {
    return fields.integer("max_activations");
  }

  public long getSeatsUsed() {
    return fields.integer("seats_used", 0);
  }

  public List<String> getFeatures() {
    return fields.texts("features");
  }

  public Map<String, @Nullable Object> getMetadata() {
    return fields.object("metadata").asMap();
  }

  public @Nullable Instant getCreatedAt() {
    return fields.time("created_at");
  }

  /** All fields of the answer, by the names of the API. */
  public Map<String, @Nullable Object> asMap() {
    return fields.asMap();
  }

  @Override
  public String toString() {
    return "IssuedLicense[" + getId() + ", " + getProduct() + ", " + getStatus() + "]";
  }
}
