package io.github.keyward;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Customer of a license. */
public final class Customer {
  private final String name;
  private final @Nullable String company;

  Customer(String name, @Nullable String company) {
    this.name = name;
    this.company = company;
  }

  public String getName() {
    return name;
  }

  public @Nullable String getCompany() {
    return company;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Customer
        && name.equals(((Customer) other).name)
        && Objects.equals(company, ((Customer) other).company);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, company);
  }

  @Override
  public String toString() {
    return company == null ? name : name + " (" + company + ")";
  }
}
