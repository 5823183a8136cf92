package io.github.keyward;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Customer of a license. */
public final class Customer {
  private final String name;
  private final @Nullable String company;
  private final Map<String, @Nullable Object> metadata;

  Customer(String name, @Nullable String company, Map<String, @Nullable Object> metadata) {
    this.name = name;
    this.company = company;
    this.metadata = metadata;
  }

  public String getName() {
    return name;
  }

  public @Nullable String getCompany() {
    return company;
  }

  /** The object {@code public} in the metadata of the customer. */
  public Map<String, @Nullable Object> getMetadata() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Customer
        && name.equals(((Customer) other).name)
        && Objects.equals(company, ((Customer) other).company)
        && metadata.equals(((Customer) other).metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, company, metadata);
  }

  @Override
  public String toString() {
    return company == null ? name : name + " (" + company + ")";
  }
}
