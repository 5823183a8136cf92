package io.github.keyward.admin;

import io.github.keyward.KeywardException;
import io.github.keyward.internal.ApiClient;
import io.github.keyward.internal.BaseUrl;
import java.time.Duration;
import java.util.Collections;

/**
 * The license server for a vendor's back end. It may be used from any thread. Its calls block, and throw {@link KeywardException} if
 * the server refuses.
 */
public final class KeywardClient {
  private static final int RETRIES = 2;

  private final Licenses licenses;
  private final Customers customers;

  private KeywardClient(ApiClient client) {
    licenses = new Licenses(client);
    customers = new Customers(client);
  }

  /** @param apiKey of the kind {@code internal} */
  public static KeywardClient create(String baseUrl, String apiKey) {
    return create(baseUrl, apiKey, Duration.ofSeconds(30));
  }

  public static KeywardClient create(String baseUrl, String apiKey, Duration timeout) {
    if (apiKey.trim().isEmpty()) {
      throw new KeywardException("INVALID_OPTIONS", "apiKey is empty");
    }
    try {
      String address = BaseUrl.of(baseUrl);
      return new KeywardClient(
          new ApiClient(address, Collections.singletonMap("X-API-Key", apiKey.trim()), timeout, RETRIES));
    } catch (IllegalArgumentException wrong) {
      throw new KeywardException("INVALID_OPTIONS", String.valueOf(wrong.getMessage()), wrong);
    }
  }

  public Licenses licenses() {
    return licenses;
  }

  public Customers customers() {
    return customers;
  }
}
