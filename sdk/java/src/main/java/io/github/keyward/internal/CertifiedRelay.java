package io.github.keyward.internal;

import static io.github.keyward.internal.UntrustedException.untrusted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server in the network of a customer, which answers under a certificate that the vendor's server signed. Times are milliseconds
 * since 1970.
 */
public final class CertifiedRelay {
  static final String CERTIFICATE = "keyward-relay+jws";
  private static final long SECOND = 1_000;
  /** Clocks are corrected by minutes every day, and by nobody by hours. */
  private static final long TOLERANCE = 3_600_000;

  public final String id;
  public final String name;
  /** The last second in which it may answer. */
  public final long endsAt;

  final String kid;
  final byte[] key;
  private final String product;
  private final String keyHash;
  private final long issuedAt;
  private final long startsAt;

  /** @throws UntrustedException if the claims are not those of a certificate */
  CertifiedRelay(Fields certificate) throws UntrustedException {
    Claims claims = new Claims(certificate);
    Fields described = certificate.object("relay");
    Fields jwk = described.object("key");
    byte[] publicKey = PublicKeys.read(jwk.text("x"));
    boolean isVersion = Long.valueOf(1).equals(certificate.integer("ver"));
    boolean isEd25519 = "OKP".equals(jwk.get("kty")) && "Ed25519".equals(jwk.get("crv"));
    if (!isVersion || !isEd25519 || publicKey == null || !PublicKeys.algorithmOf(publicKey).equals("EdDSA")) {
      throw untrusted("malformed");
    }
    id = new Claims(described).text("id");
    name = new Claims(described).text("name");
    kid = new Claims(jwk).text("kid");
    key = publicKey;
    product = claims.text("product");
    keyHash = claims.text("key_hash");
    issuedAt = claims.time("iat");
    startsAt = claims.time("nbf");
    endsAt = claims.time("exp");
  }

  /** Certificates in the header of a compact JWS; null for one without, as the server signs. */
  static @Nullable List<? extends @Nullable Object> chainIn(@Nullable String jws) throws UntrustedException {
    Fields header = Jws.object(Jws.parts(jws, 3).get(0));
    return header.has("chain") ? header.list("chain") : null;
  }

  /** Refuses claims unless the relay signs in its own name, and for no longer than it is certified. */
  void checkClaims(Fields signed) throws UntrustedException {
    Claims session = new Claims(signed.object("session"));
    Claims claims = new Claims(signed);
    checkEnd(claims.time("exp"));
    checkEnd(claims.timeIfAny("offline_until"));
    checkEnd(session.timeIfAny("expires_at"));
    checkEnd(session.timeIfAny("borrowed_until"));
    if (!id.equals(signed.get("relay"))) {
      throw untrusted("malformed");
    }
  }

  private void checkEnd(@Nullable Long end) throws UntrustedException {
    if (end != null && end > endsAt) {
      throw untrusted("malformed");
    }
  }

  /**
   * Refuses the relay unless it may answer for a product and a license key.
   *
   * @param hash SHA-256 of the license key in hex; null if the call names none
   * @param now null for an answer from the store, whose use its times bound
   */
  public void check(String asked, @Nullable String hash, @Nullable Long now) throws UntrustedException {
    if (!asked.equals(product) || (hash != null && !hash.equals(keyHash))) {
      throw untrusted("relay_chain");
    }
    if (now == null) {
      return;
    }
    // Something signed at this instant exists.
    long latest = Math.max(now, issuedAt);
    if (latest < startsAt - TOLERANCE) {
      throw untrusted("relay_chain");
    }
    if (latest >= endsAt + SECOND) {
      throw untrusted("relay_expired");
    }
  }
}
