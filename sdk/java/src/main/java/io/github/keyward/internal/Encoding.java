package io.github.keyward.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Texts for bytes, and sums of bytes. */
public final class Encoding {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HEX = "0123456789abcdef";

  private Encoding() {}

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String base64url(byte[] data) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
  }

  /** Several texts decode to the same bytes. Only one of them is accepted; null for others. */
  public static byte @Nullable [] fromBase64url(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      byte[] data = Base64.getUrlDecoder().decode(text);
      return base64url(data).equals(text) ? data : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  public static String hex(byte[] data) {
    StringBuilder text = new StringBuilder(2 * data.length);
    for (byte each : data) {
      text.append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
    }
    return text.toString();
  }

  public static byte[] sha256(byte[] data) {
    return digest("SHA-256").digest(data);
  }

  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  public static byte[] hmacSha256(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // An empty key is as good as one zero, and Java refuses it.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** 1 to 43 characters of base64url. */
  public static String random(int length) {
    return base64url(randomBytes(32)).substring(0, length);
  }

  public static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
