package io.github.keyward.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
  private static final BigInteger L =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** RFC 8032, section 7.1: keys, messages and signatures. */
  @ParameterizedTest(name = "verifies a message of RFC 8032: {1}")
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  })
  void verifiesVectors(String key, String message, String signature) {
    byte[] changed = bytes(message + "00");
    assertVerified(true, bytes(key), bytes(message), bytes(signature));
    assertVerified(false, bytes(key), changed, bytes(signature));
  }

  @Test
  void verifiesWhatJavaSignsAndNothingElse() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      byte[] message = new byte[random.nextInt(2_000)];
      random.nextBytes(message);
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(message);
      byte[] signature = signer.sign();

      assertVerified(true, key, message, signature);
      assertVerified(false, key, message, flipped(signature, random));
      assertVerified(false, flipped(key, random), message, signature);
      assertVerified(false, key, message, withOrderAdded(signature));
      assertVerified(false, key, message, Arrays.copyOf(signature, 63));
      assertVerified(false, key, message, Arrays.copyOf(signature, 65));
      assertVerified(false, Arrays.copyOf(key, 31), message, signature);
    }
  }

  @Test
  void refusesScalarsAndPointsThatAreNone() {
    byte[] key = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    byte[] zeros = new byte[32];
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] r : new byte[][] {zeros, ones, key, bytes("01" + "00".repeat(31))}) {
      for (byte[] s : new byte[][] {zeros, ones, littleEndian(L), littleEndian(L.subtract(BigInteger.ONE))}) {
        assertVerified(false, key, new byte[] {1, 2, 3}, joined(r, s));
      }
    }
    // y of p, of p + 1 and of all ones; and a y without an x.
    for (String other : new String[] {
      "ed" + "ff".repeat(30) + "7f", "ee" + "ff".repeat(30) + "7f", "ff".repeat(32), "02" + "00".repeat(31)
    }) {
      assertFalse(Ed25519.verifyByHand(bytes(other), new byte[0], joined(zeros, zeros)));
    }
    // x of 0 has no odd twin.
    assertFalse(Ed25519.verifyByHand(bytes("01" + "00".repeat(30) + "80"), new byte[0], joined(zeros, zeros)));
  }

  private static void assertVerified(boolean expected, byte[] key, byte[] message, byte[] signature) {
    assertEquals(expected, Ed25519.verify(key, message, signature), "by Java");
    assertEquals(expected, Ed25519.verifyByHand(key, message, signature), "by hand");
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    assertFalse(MessageDigest.isEqual(bytes, changed));
    return changed;
  }

  /** A second form of the same scalar. */
  private static byte[] withOrderAdded(byte[] signature) {
    byte[] turned = new byte[32];
    for (int index = 0; index < 32; index++) {
      turned[index] = signature[63 - index];
    }
    byte[] sum = littleEndian(new BigInteger(1, turned).add(L));
    return joined(Arrays.copyOf(signature, 32), sum);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] bigEndian = number.toByteArray();
    for (int index = 0; index < Math.min(32, bigEndian.length); index++) {
      bytes[index] = bigEndian[bigEndian.length - 1 - index];
    }
    return bytes;
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] all = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) Integer.parseInt(hex.substring(2 * index, 2 * index + 2), 16);
    }
    assertTrue(Encoding.hex(bytes).equals(hex));
    return bytes;
  }
}
