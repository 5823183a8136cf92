package io.github.keyward;

import io.github.keyward.internal.UntrustedException;
import java.util.HashMap;
import java.util.Map;

/** Says why a license file, or the file of a program, is not taken. */
final class UnusableFile {
  private static final Map<String, String> CODES = new HashMap<>();

  static {
    CODES.put("unknown_key", "LICENSE_FILE_UNTRUSTED");
    CODES.put("revoked_key", "LICENSE_FILE_UNTRUSTED");
    CODES.put("signature", "LICENSE_FILE_CHANGED");
    CODES.put("decryption", "LICENSE_FILE_UNREADABLE");
    CODES.put("device", "LICENSE_FILE_OTHER_DEVICE");
    CODES.put("license", "LICENSE_FILE_OTHER_KEY");
    CODES.put("license_key", "LICENSE_FILE_OTHER_KEY");
    CODES.put("product", "LICENSE_FILE_OTHER_PRODUCT");
  }

  private UnusableFile() {}

  static KeywardException because(UntrustedException cause) {
    String code = CODES.getOrDefault(cause.reason(), "LICENSE_FILE_MALFORMED");
    return new KeywardException(code, "This license file cannot be used: " + cause.getMessage(), cause);
  }
}
