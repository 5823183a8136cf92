package io.github.keyward.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Ed25519 (RFC 8032). They are verified by Java from version 15 on, by the lines below before, and on Android. A program
 * signs its reports by these lines alone: no other process measures the time of that.
 */
public final class Ed25519 {
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  /** Of a public key in X.509 (RFC 8410), before its 32 bytes. */
  private static final byte[] X509_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

  private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  /** Order of the group. */
  private static final BigInteger L =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.valueOf(2).modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
  private static final BigInteger BASE_Y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);

  private Ed25519() {}

  /** Never throws: bytes that are no key or no signature do not verify. */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES || !isScalar(signature)) {
      return false;
    }
    Signature verifier;
    try {
      verifier = Signature.getInstance("Ed25519");
      KeyFactory.getInstance("Ed25519");
    } catch (GeneralSecurityException missing) {
      return verifyByHand(publicKey, message, signature);
    }
    try {
      verifier.initVerify(keyOf(publicKey));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException malformed) {
      return false;
    }
  }

  /**
   * The public key of a private one.
   *
   * @param seed the 32 bytes of the private key
   */
  public static byte[] publicKeyOf(byte[] seed) {
    return Point.BASE.times(secretIn(Encoding.digest("SHA-512").digest(seed))).encode();
  }

  /** @param seed the 32 bytes of the private key */
  public static byte[] sign(byte[] seed, byte[] message) {
    byte[] hash = Encoding.digest("SHA-512").digest(seed);
    BigInteger secret = secretIn(hash);
    BigInteger nonce = hashOf(Arrays.copyOfRange(hash, KEY_BYTES, 2 * KEY_BYTES), message);
    byte[] r = Point.BASE.times(nonce).encode();
    BigInteger k = hashOf(r, Point.BASE.times(secret).encode(), message);
    byte[] signature = Arrays.copyOf(r, SIGNATURE_BYTES);
    System.arraycopy(littleEndian(k.multiply(secret).add(nonce).mod(L)), 0, signature, KEY_BYTES, KEY_BYTES);
    return signature;
  }

  /** The number in the first half of the hash of a private key (RFC 8032, section 5.1.5). */
  private static BigInteger secretIn(byte[] hash) {
    byte[] bytes = Arrays.copyOf(hash, KEY_BYTES);
    return littleEndian(bytes).clearBit(0).clearBit(1).clearBit(2).clearBit(255).setBit(254);
  }

  private static BigInteger hashOf(byte[]... parts) {
    MessageDigest digest = Encoding.digest("SHA-512");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return littleEndian(digest.digest()).mod(L);
  }

  private static PublicKey keyOf(byte[] publicKey) throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
    System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Nothing here is secret, so that it may take a time that depends on its values. */
  static boolean verifyByHand(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES || !isScalar(signature)) {
      return false;
    }
    Point key = Point.decode(publicKey);
    if (key == null) {
      return false;
    }
    byte[] r = Arrays.copyOf(signature, KEY_BYTES);
    BigInteger k = hashOf(r, publicKey, message);
    // S·B − k·A, which must be R.
    return Arrays.equals(Point.sumOfProducts(scalarOf(signature), Point.BASE, k, key.negated()).encode(), r);
  }

  private static BigInteger scalarOf(byte[] signature) {
    return littleEndian(Arrays.copyOfRange(signature, KEY_BYTES, SIGNATURE_BYTES));
  }

  /** Below the order of the group: another one would be a second signature of the same message. */
  private static boolean isScalar(byte[] signature) {
    return scalarOf(signature).compareTo(L) < 0;
  }

  private static BigInteger littleEndian(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int index = 0; index < bytes.length; index++) {
      turned[index] = bytes[bytes.length - 1 - index];
    }
    return new BigInteger(1, turned);
  }

  /** The 32 bytes of a number. */
  private static byte[] littleEndian(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] bytes = new byte[KEY_BYTES];
    for (int index = 0; index < bigEndian.length && index < KEY_BYTES; index++) {
      bytes[index] = bigEndian[bigEndian.length - 1 - index];
    }
    return bytes;
  }

  /** A point of the curve in extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z. */
  private static final class Point {
    static final Point BASE = affine(rootFor(BASE_Y, false), BASE_Y);
    private static final Point NEUTRAL = affine(BigInteger.ZERO, BigInteger.ONE);

    private final BigInteger x;
    private final BigInteger y;
    private final BigInteger z;
    private final BigInteger t;

    private Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.t = t;
    }

    private static Point affine(BigInteger x, BigInteger y) {
      return new Point(x, y, BigInteger.ONE, x.multiply(y).mod(P));
    }

    static @Nullable Point decode(byte[] encoded) {
      byte[] bytes = encoded.clone();
      boolean isOdd = bytes[KEY_BYTES - 1] < 0;
      bytes[KEY_BYTES - 1] &= 0x7f;
      BigInteger y = littleEndian(bytes);
      BigInteger x = y.compareTo(P) < 0 ? rootFor(y, isOdd) : null;
      return x == null ? null : affine(x, y);
    }

    /** The x of this parity that belongs to y; null if there is none (RFC 8032, section 5.1.3). */
    private static @Nullable BigInteger rootFor(BigInteger y, boolean isOdd) {
      BigInteger square = y.multiply(y).mod(P);
      BigInteger u = square.subtract(BigInteger.ONE).mod(P);
      BigInteger v = square.multiply(D).add(BigInteger.ONE).mod(P);
      BigInteger x2 = u.multiply(v.modInverse(P)).mod(P);
      BigInteger x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
      if (!x.multiply(x).mod(P).equals(x2)) {
        x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
      }
      if (!x.multiply(x).mod(P).equals(x2) || (x.signum() == 0 && isOdd)) {
        return null;
      }
      return x.testBit(0) == isOdd ? x : P.subtract(x);
    }

    static Point sumOfProducts(BigInteger a, Point p, BigInteger b, Point q) {
      Point both = p.plus(q);
      Point sum = NEUTRAL;
      for (int bit = Math.max(a.bitLength(), b.bitLength()) - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (a.testBit(bit)) {
          sum = sum.plus(b.testBit(bit) ? both : p);
        } else if (b.testBit(bit)) {
          sum = sum.plus(q);
        }
      }
      return sum;
    }

    Point times(BigInteger scalar) {
      return sumOfProducts(scalar, this, BigInteger.ZERO, NEUTRAL);
    }

    /** Complete: also for a point and itself (RFC 8032, section 5.1.4). */
    Point plus(Point other) {
      BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
      BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
      BigInteger c = t.shiftLeft(1).multiply(D).mod(P).multiply(other.t).mod(P);
      BigInteger d = z.shiftLeft(1).multiply(other.z).mod(P);
      BigInteger e = b.subtract(a);
      BigInteger f = d.subtract(c);
      BigInteger g = d.add(c);
      BigInteger h = b.add(a);
      return new Point(e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
    }

    Point negated() {
      return new Point(P.subtract(x), y, z, P.subtract(t));
    }

    byte[] encode() {
      BigInteger inverse = z.modInverse(P);
      BigInteger affineX = x.multiply(inverse).mod(P);
      byte[] encoded = littleEndian(y.multiply(inverse).mod(P));
      encoded[KEY_BYTES - 1] |= (byte) (affineX.testBit(0) ? 0x80 : 0);
      return encoded;
    }
  }
}
