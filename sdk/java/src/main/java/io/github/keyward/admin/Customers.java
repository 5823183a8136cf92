package io.github.keyward.admin;

import io.github.keyward.internal.ApiClient;
import io.github.keyward.internal.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Customers of the vendor. */
public final class Customers {
  private static final String PATH = "/api/v1/customers";

  private final ApiClient client;

  Customers(ApiClient client) {
    this.client = client;
  }

  /** Returns the UUID of the new customer. Throws if there is one with this address already. */
  public String create(String name, String email) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("email", email);
    Fields customer = client.change(PATH, body);
    return customer.text("id", "");
  }

  /**
   * Mails the customer a link to the portal, where licenses and devices are managed. Returns the address that it went to.
   *
   * @param id UUID or reference of the customer
   */
  public String sendPortalLink(String id) {
    String path = PATH + "/" + Paths.part(id) + "/portal-link";
    return client.change(path, Collections.emptyMap()).text("to", "");
  }
}
