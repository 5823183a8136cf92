package io.github.keyward;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts beside the verdict, as the conformance suite compares them. */
final class ShownFacts {
  private ShownFacts() {}

  static Map<String, @Nullable Object> of(LicenseState state) {
    return Driver.map(
        "starts_on", state.getStartsOn(), "would_be", state.getWouldBe(), "metadata", state.getMetadata(),
        "device_metadata", state.getDeviceMetadata(), "customer", of(state.getCustomer()));
  }

  static @Nullable Map<String, @Nullable Object> of(@Nullable Relay relay) {
    return relay == null ? null : Driver.map("id", relay.getId(), "name", relay.getName());
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable Customer customer) {
    return customer == null
        ? null
        : Driver.map("name", customer.getName(), "company", customer.getCompany(), "metadata", customer.getMetadata());
  }
}
