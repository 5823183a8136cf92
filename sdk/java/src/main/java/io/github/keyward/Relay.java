package io.github.keyward;

import io.github.keyward.internal.CertifiedRelay;
import java.time.Instant;

/** A relay in the network of the customer, which answers under a certificate of the vendor. */
public final class Relay {
  private final String id;
  private final String name;
  private final Instant until;

  Relay(CertifiedRelay relay) {
    id = relay.id;
    name = relay.name;
    until = Instant.ofEpochMilli(relay.endsAt);
  }

  /** UUID at the vendor's server. */
  public String getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  /** The last second in which it may answer. */
  public Instant getUntil() {
    return until;
  }
}
