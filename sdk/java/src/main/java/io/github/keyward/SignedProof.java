package io.github.keyward;

import io.github.keyward.internal.CertifiedRelay;
import io.github.keyward.internal.Claims;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.UntrustedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signed answer or a license file that was verified and is about this program. Times are milliseconds since 1970. */
final class SignedProof {
  final LicenseState.Source source;
  /** As it was received, to be verified again at the next start. */
  final String text;

  final Fields claims;
  final String jti;
  final @Nullable String license;
  /** Whether it names no device: a file for any. */
  final boolean isForAnyDevice;

  final long issuedAt;
  final long endsAt;
  final long nextCheck;
  /** The last second without a server; null for none. */
  final @Nullable Long offlineUntil;

  final boolean isValid;
  final String code;
  final @Nullable Long maxUsers;
  final @Nullable Long expiresAt;
  /** The relay that signed it; null for the server. */
  final @Nullable CertifiedRelay relay;

  final java.util.List<String> features;
  final Map<String, Entitlement> entitlements;

  SignedProof(LicenseState.Source source, String text, Fields fields, @Nullable CertifiedRelay relay)
      throws UntrustedException {
    Claims claims = new Claims(fields);
    this.source = source;
    this.text = text;
    this.claims = fields;
    jti = claims.text("jti");
    license = claims.textOrNull("license");
    isForAnyDevice = claims.textOrNull("fingerprint") == null;
    issuedAt = claims.time("iat");
    endsAt = claims.time("exp");
    long next = claims.time("next_check");
    // Where it is all that bounds the use without a server.
    nextCheck = relay == null ? next : Math.min(next, relay.endsAt);
    this.relay = relay;
    offlineUntil = claims.timeOrNull("offline_until");
    isValid = claims.bool("valid");
    code = claims.text("code");
    features = claims.texts("features");
    maxUsers = claims.integerOrNull("max_users");
    expiresAt = claims.timeOrNull("expires_at");
    entitlements = entitlementsIn(fields.object("entitlements"));
  }

  /** Whether it says that the license file that the program named was revoked. */
  boolean revokesFile() {
    return claims.object("license_file").isTrue("revoked");
  }

  /** Nonce of the request that a license file was made for. */
  @Nullable String request() {
    return claims.text("request");
  }

  @Nullable Customer customer() {
    Fields customer = claims.object("customer");
    String name = customer.text("name");
    return name == null ? null : new Customer(name, customer.text("company"), customer.object("metadata").asMap());
  }

  /** A web address. Programs open it, so that it may be nothing else. */
  @Nullable String address(String name) {
    String value = claims.text(name);
    return value != null && value.matches("(?is)https?://.*") ? value : null;
  }

  /** Until when a yes holds if no other follows. */
  long heldUntil(long longestGrace) {
    if (source == LicenseState.Source.FILE) {
      return endsAt;
    }
    return Math.min(offlineUntil == null ? nextCheck : offlineUntil, nextCheck + longestGrace);
  }

  private static Map<String, Entitlement> entitlementsIn(Fields held) {
    Map<String, Entitlement> entitlements = new LinkedHashMap<>();
    for (String code : held.asMap().keySet()) {
      if (held.get(code) instanceof Map) {
        Fields each = held.object(code);
        entitlements.put(code, new Entitlement(each.get("value"), each.time("expires_at")));
      }
    }
    return Collections.unmodifiableMap(entitlements);
  }
}
