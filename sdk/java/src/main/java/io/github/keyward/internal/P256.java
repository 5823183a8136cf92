package io.github.keyward.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Verifies signatures of ES256 (RFC 7518): ECDSA with P-256 and SHA-256. */
final class P256 {
  private static final int COORDINATE_BYTES = 32;
  private static final int POINT_BYTES = 1 + 2 * COORDINATE_BYTES;
  private static final int SIGNATURE_BYTES = 2 * COORDINATE_BYTES;
  /** Of an uncompressed point. */
  private static final byte FIRST_BYTE = 4;
  /** Of a public key in X.509 (RFC 5480), before its point. */
  private static final byte[] X509_PREFIX = {
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00
  };

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private P256() {}

  /** Whether these are the bytes of an uncompressed point of the curve, which not every version of Java checks. */
  static boolean isPoint(byte[] bytes) {
    if (bytes.length != POINT_BYTES || bytes[0] != FIRST_BYTE) {
      return false;
    }
    BigInteger x = number(bytes, 1);
    BigInteger y = number(bytes, 1 + COORDINATE_BYTES);
    BigInteger right = x.multiply(x).subtract(BigInteger.valueOf(3)).multiply(x).add(B);
    return x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.multiply(y).subtract(right).mod(P).signum() == 0;
  }

  /** Never throws: bytes that are no signature do not verify. */
  static boolean verify(byte[] point, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    BigInteger r = number(signature, 0);
    BigInteger s = number(signature, COORDINATE_BYTES);
    // Java 15 to 18 verified zeros.
    if (!isScalar(r) || !isScalar(s)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(keyOf(point));
      verifier.update(message);
      return verifier.verify(der(r, s));
    } catch (GeneralSecurityException | RuntimeException malformed) {
      return false;
    }
  }

  private static PublicKey keyOf(byte[] point) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + POINT_BYTES);
    System.arraycopy(point, 0, encoded, X509_PREFIX.length, POINT_BYTES);
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }

  private static BigInteger number(byte[] bytes, int from) {
    return new BigInteger(1, Arrays.copyOfRange(bytes, from, from + COORDINATE_BYTES));
  }

  /** The form of signatures that Java reads everywhere. */
  private static byte[] der(BigInteger r, BigInteger s) {
    ByteArrayOutputStream integers = new ByteArrayOutputStream();
    for (BigInteger number : new BigInteger[] {r, s}) {
      byte[] value = number.toByteArray();
      integers.write(0x02);
      integers.write(value.length);
      integers.write(value, 0, value.length);
    }
    ByteArrayOutputStream sequence = new ByteArrayOutputStream();
    sequence.write(0x30);
    sequence.write(integers.size());
    sequence.write(integers.toByteArray(), 0, integers.size());
    return sequence.toByteArray();
  }
}
