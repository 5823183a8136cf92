package io.github.keyward.internal;

/** Something that should be signed by the license server cannot be trusted, or it does not belong here. */
public final class UntrustedException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  private UntrustedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * @param reason {@code malformed}, {@code algorithm}, {@code type}, {@code unknown_key}, {@code revoked_key}, {@code signature},
   *     {@code decryption}, {@code relay_chain} or {@code relay_expired}
   */
  public static UntrustedException untrusted(String reason) {
    return new UntrustedException(
        reason, reason.equals("unknown_key") ? "unknown_key: pin x of /.well-known/jwks.json of this server" : reason);
  }

  /**
   * The license server signed it, but for something else.
   *
   * @param reason {@code nonce}, {@code operation}, {@code product}, {@code license}, {@code license_key}, {@code device},
   *     {@code expired}, {@code session}, {@code version} or {@code download}
   */
  public static UntrustedException mismatch(String reason, String message) {
    return new UntrustedException(reason, message);
  }

  public String reason() {
    return reason;
  }
}
