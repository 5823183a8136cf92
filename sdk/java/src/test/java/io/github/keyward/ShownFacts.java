package io.github.keyward;

import java.util.ArrayList;
import java.util.List;
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

  static @Nullable Map<String, @Nullable Object> of(@Nullable SeatPlace place) {
    return place == null ? null : Driver.map("position", place.getPosition());
  }

  static @Nullable Map<String, @Nullable Object> of(@Nullable Exception error) {
    boolean isOurs = error instanceof KeywardException;
    return isOurs ? Driver.map("code", ((KeywardException) error).getCode(), "message", error.getMessage()) : null;
  }

  static Map<String, @Nullable Object> of(List<FloatingFeature> features) {
    List<Object> all = new ArrayList<>();
    features.forEach(
        one ->
            all.add(
                Driver.map(
                    "feature", one.getFeature(), "held", one.isHeld(), "used", one.getUsed(), "max", one.getMax(), "code",
                    one.getCode())));
    return Driver.map("features", all);
  }

  static Map<String, @Nullable Object> of(Update update) {
    return Driver.map("version", update.getVersion(), "is_available", update.isAvailable(), "reason", update.getReason());
  }

  static Map<String, @Nullable Object> of(MeterUse use) {
    return Driver.map("meter", use.getMeter(), "used", use.getUsed(), "limit", use.getLimit(), "left", use.getLeft());
  }

  static Map<String, @Nullable Object> of(CreditBalance balance) {
    return Driver.map(
        "credit", balance.getCredit(), "used", balance.getUsed(), "limit", balance.getLimit(), "left", balance.getLeft());
  }

  static Map<String, @Nullable Object> of(CommittedUsage usage) {
    List<Object> meters = new ArrayList<>();
    List<Object> credits = new ArrayList<>();
    usage.getMeters().forEach(each -> meters.add(of(each)));
    usage.getCredits().forEach(each -> credits.add(of(each)));
    return Driver.map("meters", meters, "credits", credits);
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable Customer customer) {
    return customer == null
        ? null
        : Driver.map("name", customer.getName(), "company", customer.getCompany(), "metadata", customer.getMetadata());
  }
}
