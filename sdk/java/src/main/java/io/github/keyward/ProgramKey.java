package io.github.keyward;

import io.github.keyward.internal.Ed25519;
import io.github.keyward.internal.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The Ed25519 key in the directory of a ledger. */
final class ProgramKey {
  private static final int SEED_BYTES = 32;
  /** Bytes before those of a private key in PKCS #8 (RFC 8410). */
  private static final byte[] PREFIX = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};

  private static final int VERSION_AT = 4;

  /** The public key in base64url. */
  final String x;

  private final byte[] seed;

  /**
   * Makes it at need.
   *
   * @param pem a key that came with a file
   */
  ProgramKey(Path directory, @Nullable String pem) throws IOException {
    Path path = directory.resolve("program-key.pem");
    try {
      LedgerFile.writeNew(path, pem == null ? made() : pem);
    } catch (FileAlreadyExistsException kept) {
      // It is read below.
    }
    seed = seedIn(new String(Files.readAllBytes(path), StandardCharsets.US_ASCII));
    x = Encoding.base64url(Ed25519.publicKeyOf(seed));
  }

  /** A signature in base64url. */
  String sign(String text) {
    return Encoding.base64url(Ed25519.sign(seed, Encoding.utf8(text)));
  }

  private static String made() {
    byte[] der = Arrays.copyOf(PREFIX, PREFIX.length + SEED_BYTES);
    System.arraycopy(Encoding.randomBytes(SEED_BYTES), 0, der, PREFIX.length, SEED_BYTES);
    return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der) + "\n-----END PRIVATE KEY-----\n";
  }

  private static byte[] seedIn(String pem) {
    byte[] der = new byte[0];
    try {
      der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    } catch (IllegalArgumentException damaged) {
      // Refused below.
    }
    byte[] start = Arrays.copyOf(der, PREFIX.length);
    // A key of the second version has its public key behind it.
    start[1] = start[VERSION_AT] == 1 ? PREFIX[1] : start[1];
    start[VERSION_AT] = start[VERSION_AT] == 1 ? 0 : start[VERSION_AT];
    if (der.length < PREFIX.length + SEED_BYTES || !Arrays.equals(start, PREFIX)) {
      throw new KeywardException("LEDGER_DAMAGED", "The key of the directory is damaged");
    }
    return Arrays.copyOfRange(der, PREFIX.length, PREFIX.length + SEED_BYTES);
  }
}
