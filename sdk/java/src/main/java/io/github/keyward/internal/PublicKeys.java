package io.github.keyward.internal;

import org.jspecify.annotations.Nullable;

/** Public keys of the license server: the 32 bytes of an Ed25519 key, or the 65 of an uncompressed point of P-256. */
final class PublicKeys {
  private static final int ED25519_BYTES = 32;

  private PublicKeys() {}

  /** Null if it is no public key. Its length says of which algorithm it is. */
  static byte @Nullable [] read(@Nullable String base64url) {
    byte[] bytes = Encoding.fromBase64url(base64url);
    return bytes != null && (bytes.length == ED25519_BYTES || P256.isPoint(bytes)) ? bytes : null;
  }

  static String algorithmOf(byte[] publicKey) {
    return publicKey.length == ED25519_BYTES ? "EdDSA" : "ES256";
  }

  static String idOf(byte[] publicKey) {
    return Encoding.base64url(Encoding.sha256(publicKey)).substring(0, 8);
  }

  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == ED25519_BYTES
        ? Ed25519.verify(publicKey, message, signature)
        : P256.verify(publicKey, message, signature);
  }
}
