package io.github.keyward.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of a compact JWS or JWE, with headers in the one form that the license server writes. */
final class Jws {
  static final int MAX_CHARACTERS = 65_536;

  private Jws() {}

  static UntrustedException malformed() {
    return UntrustedException.untrusted("malformed");
  }

  static List<byte[]> parts(@Nullable String compact, int count) throws UntrustedException {
    if (compact == null || compact.length() > MAX_CHARACTERS) {
      throw malformed();
    }
    List<byte[]> parts = new ArrayList<>();
    for (String part : compact.split("\\.", -1)) {
      parts.add(bytes(part));
    }
    if (parts.size() != count) {
      throw malformed();
    }
    return parts;
  }

  static byte[] bytes(@Nullable String base64url) throws UntrustedException {
    byte[] bytes = Encoding.fromBase64url(base64url);
    if (bytes == null) {
      throw malformed();
    }
    return bytes;
  }

  static Fields object(byte[] json) throws UntrustedException {
    try {
      Object value = Json.parse(json);
      if (value instanceof java.util.Map) {
        return Fields.of(value);
      }
    } catch (JsonException malformed) {
      // Refused below.
    }
    throw malformed();
  }

  /**
   * The algorithm and the id of the key in a header. Comparing the text refuses repeated and unknown members, {@code crit} among
   * them.
   */
  static String[] signer(byte[] header, String type) throws UntrustedException {
    return signer(header, type, "");
  }

  /** @param more what else stands in the header */
  static String[] signer(byte[] header, String type, String more) throws UntrustedException {
    String text = new String(header, StandardCharsets.UTF_8);
    // A header that names a member twice is malformed, whatever else is wrong with it.
    Fields members = object(header);
    String algorithm = members.text("alg", "");
    if (!algorithm.equals("EdDSA") && !algorithm.equals("ES256")) {
      throw UntrustedException.untrusted("algorithm");
    }
    if (!type.equals(members.get("typ"))) {
      throw UntrustedException.untrusted("type");
    }
    String kid = members.text("kid", "");
    if (!kid.matches("[A-Za-z0-9_-]{1,64}")
        || !text.equals("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"" + type + "\"" + more + "}")) {
      throw malformed();
    }
    return new String[] {algorithm, kid};
  }

  static boolean isEqual(byte[] bytes, String text) {
    return Arrays.equals(bytes, Encoding.utf8(text));
  }
}
