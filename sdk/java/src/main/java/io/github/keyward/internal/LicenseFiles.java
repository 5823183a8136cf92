package io.github.keyward.internal;

import static io.github.keyward.internal.UntrustedException.untrusted;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** License files, plain or encrypted, and the texts that a device without network shows. */
public final class LicenseFiles {
  private static final String TYPE = "keyward-license+jws";
  private static final String ENCRYPTED_TYPE = "keyward-license+jwe";
  private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*){2,4}");
  /** Mail programs change what stands between the words of a mark. */
  private static final Pattern BEGIN = mark("BEGIN");

  private static final Pattern END = mark("END");
  private static final int TAG_BITS = 128;

  private LicenseFiles() {}

  private static Pattern mark(String first) {
    return Pattern.compile(String.join("[^A-Za-z0-9+/]{1,40}", first, "KEYWARD", "LICENSE", "FILE"));
  }

  /** The claims of a license file. The caller compares them with its license and device. */
  public static Fields read(@Nullable String text, TrustedKeys keys, String licenseKey, String fingerprint)
      throws UntrustedException {
    String compact = compactIn(text);
    boolean isEncrypted = compact.split("\\.", -1).length == 5;
    Fields claims = keys.verify(isEncrypted ? decrypt(compact, licenseKey, fingerprint) : compact, TYPE);
    if (claims.integer("ver", 0) != 1) {
      throw Jws.malformed();
    }
    return claims;
  }

  /** The text of a license file as the server wrote it, from what mail programs and clipboards have made of it. */
  public static String clean(@Nullable String text) throws UntrustedException {
    String body = Base64.getEncoder().encodeToString(Encoding.utf8(compactIn(text)));
    return "-----BEGIN KEYWARD LICENSE FILE-----\n" + body + "\n-----END KEYWARD LICENSE FILE-----\n";
  }

  /**
   * The text that a device without network shows to get a license file.
   *
   * @param nonce 16 characters
   */
  public static String offlineRequest(String licenseKey, String fingerprint, String nonce) {
    return "KWR1." + code("k", hint(licenseKey), "f", fingerprint, "n", nonce);
  }

  /** The text that a device without network shows after it has deleted its license file. */
  public static String releaseCode(String licenseKey, String fingerprint, String jti) {
    byte[] key = Encoding.utf8(licenseKey);
    byte[] proof = Encoding.hmacSha256(key, Encoding.utf8("keyward release " + fingerprint + " " + jti));
    return "KWX1." + code("k", hint(licenseKey), "f", fingerprint, "s", Encoding.base64url(proof).substring(0, 22));
  }

  /** The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides. */
  private static String compactIn(@Nullable String text) throws UntrustedException {
    if (text == null || text.length() > 2 * Jws.MAX_CHARACTERS) {
      throw Jws.malformed();
    }
    Matcher end = END.matcher(text);
    int start = 0;
    while (end.find()) {
      String compact = compactAfterMark(text.substring(start, end.start()));
      if (compact != null) {
        return compact;
      }
      start = end.end();
    }
    throw Jws.malformed();
  }

  private static @Nullable String compactAfterMark(String part) {
    Matcher begin = BEGIN.matcher(part);
    int start = -1;
    while (begin.find()) {
      start = begin.end();
    }
    if (start < 0) {
      return null;
    }
    // Also padding is left out, which mail programs and clipboards lose.
    String body = part.substring(start).replaceAll("[^A-Za-z0-9+/]", "").replace('+', '-').replace('/', '_');
    byte[] bytes = Encoding.fromBase64url(body);
    String compact = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    return COMPACT.matcher(compact).matches() ? compact : null;
  }

  private static String decrypt(String jwe, String licenseKey, String fingerprint) throws UntrustedException {
    List<byte[]> parts = Jws.parts(jwe, 5);
    checkHeader(parts.get(0));
    byte[] iv = parts.get(2);
    byte[] ciphertext = parts.get(3);
    byte[] tag = parts.get(4);
    if (parts.get(1).length != 0 || iv.length != 12 || tag.length != TAG_BITS / 8) {
      throw Jws.malformed();
    }
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
    System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
    byte[] header = Encoding.utf8(jwe.substring(0, jwe.indexOf('.')));
    // A file for any device is encrypted without a fingerprint, and does not say so.
    for (String salt : new String[] {fingerprint, ""}) {
      byte[] opened = open(fileKey(licenseKey, salt), iv, header, sealed);
      if (opened != null) {
        return new String(opened, StandardCharsets.UTF_8);
      }
    }
    throw untrusted("decryption");
  }

  private static void checkHeader(byte[] header) throws UntrustedException {
    Fields members = Jws.object(header);
    if (!"dir".equals(members.get("alg")) || !"A256GCM".equals(members.get("enc"))) {
      throw untrusted("algorithm");
    }
    if (!ENCRYPTED_TYPE.equals(members.get("typ"))) {
      throw untrusted("type");
    }
    if (!Jws.isEqual(header, "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"typ\":\"" + ENCRYPTED_TYPE + "\"}")) {
      throw Jws.malformed();
    }
  }

  /** HKDF with SHA-256 (RFC 5869): one block, because it is as long as the key. */
  private static byte[] fileKey(String licenseKey, String salt) {
    byte[] secret = Encoding.hmacSha256(Encoding.utf8(salt), Encoding.utf8(licenseKey));
    return Encoding.hmacSha256(secret, Encoding.utf8("keyward license file\u0001"));
  }

  private static byte @Nullable [] open(byte[] key, byte[] iv, byte[] header, byte[] sealed) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(header);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException changed) {
      return null;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String hint(String licenseKey) {
    return Encoding.base64url(Encoding.sha256(Encoding.utf8(licenseKey))).substring(0, 22);
  }

  private static String code(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      fields.put(namesAndValues[index], namesAndValues[index + 1]);
    }
    return Encoding.base64url(Encoding.utf8(Json.write(fields)));
  }
}
