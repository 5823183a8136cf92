package io.github.keyward.internal;

import org.jspecify.annotations.Nullable;

/** The claims of an answer, and the relay that signed it; null for the vendor's server. */
public final class VerifiedAnswer {
  public final Fields claims;
  public final @Nullable CertifiedRelay relay;

  VerifiedAnswer(Fields claims, @Nullable CertifiedRelay relay) {
    this.claims = claims;
    this.relay = relay;
  }
}
