package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;
import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.LicenseFiles;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns signed texts into proof about one program on one device. */
final class Verifier {
  private static final List<String> OPERATIONS = Arrays.asList("validate", "activate", "heartbeat", "session");

  final TrustedKeys keys;
  private final String product;
  private final String fingerprint;

  Verifier(TrustedKeys keys, String product, String fingerprint) {
    this.keys = keys;
    this.product = product;
    this.fingerprint = fingerprint;
  }

  /**
   * The answer to a call.
   *
   * @param license UUID of the license, once it is known
   */
  SignedProof answer(@Nullable String text, String licenseKey, @Nullable String license, String nonce, String operation)
      throws UntrustedException {
    Fields claims = keys.verify(text, TrustedKeys.VERDICT);
    checkCall(claims, nonce, operation);
    return proof(LicenseState.Source.SERVER, text, claims, licenseKey, license);
  }

  /** The claims of an answer without a verdict, or of a refusal. */
  Fields outcome(@Nullable String text, AskedCall call) throws UntrustedException {
    Fields claims = keys.verify(text, TrustedKeys.ANSWER);
    checkCall(claims, call.nonce, call.operation);
    String keyHash = call.credential == null ? null : hashOf(call.credential);
    if (!Objects.equals(keyHash, claims.get("key_hash"))) {
      throw mismatch("license_key", "It is about another license key");
    }
    if (!Objects.equals(call.namesDevice ? fingerprint : null, claims.get("fingerprint"))) {
      throw mismatch("device", "It is about another device");
    }
    return claims;
  }

  /** An answer that was verified before, from the store. */
  @Nullable SignedProof storedAnswer(@Nullable String text, String licenseKey, @Nullable String license) {
    try {
      Fields claims = text == null ? Fields.of(null) : keys.verify(text, TrustedKeys.VERDICT);
      return OPERATIONS.contains(claims.text("op", ""))
          ? proof(LicenseState.Source.SERVER, text, claims, licenseKey, license)
          : null;
    } catch (UntrustedException changed) {
      return null;
    }
  }

  SignedProof file(@Nullable String text, String licenseKey, @Nullable String license) throws UntrustedException {
    String clean = LicenseFiles.clean(text);
    Fields claims = LicenseFiles.read(clean, keys, licenseKey, fingerprint);
    SignedProof proof = proof(LicenseState.Source.FILE, clean, claims, licenseKey, license);
    if (!proof.isValid) {
      throw untrusted("malformed");
    }
    return proof;
  }

  @Nullable SignedProof storedFile(@Nullable String text, String licenseKey, @Nullable String license) {
    try {
      return text == null ? null : file(text, licenseKey, license);
    } catch (UntrustedException changed) {
      return null;
    }
  }

  private SignedProof proof(
      LicenseState.Source source, String text, Fields claims, String licenseKey, @Nullable String license)
      throws UntrustedException {
    SignedProof proof = new SignedProof(source, text, claims);
    checkSubject(claims, licenseKey, license, proof);
    boolean mayBeAny = source == LicenseState.Source.FILE && proof.isForAnyDevice;
    if (!mayBeAny && !fingerprint.equals(claims.get("fingerprint"))) {
      throw mismatch("device", "It is about another device");
    }
    return proof;
  }

  /** About an unknown license key, the server knows neither product nor license. */
  private void checkSubject(Fields claims, String licenseKey, @Nullable String license, SignedProof proof)
      throws UntrustedException {
    boolean isUnknown =
        !proof.isValid && claims.has("product") && claims.get("product") == null && proof.license == null;
    if (!hashOf(licenseKey).equals(claims.get("key_hash"))) {
      throw mismatch("license_key", "It is about another license key");
    }
    boolean namesOtherProduct = !proof.isValid && proof.code.equals("PRODUCT_MISMATCH");
    if (!isUnknown && !namesOtherProduct && !product.equals(claims.get("product"))) {
      throw mismatch("product", "It is about another product");
    }
    if (!isUnknown && license != null && !license.equals(proof.license)) {
      throw mismatch("license", "It is about another license");
    }
  }

  private static void checkCall(Fields claims, String nonce, String operation) throws UntrustedException {
    if (!nonce.equals(claims.get("nonce"))) {
      throw mismatch("nonce", "It answers another call");
    }
    if (!operation.equals(claims.get("op"))) {
      throw mismatch("operation", "It is no answer to " + operation);
    }
  }

  private static String hashOf(String credential) {
    return Encoding.hex(Encoding.sha256(Encoding.utf8(credential)));
  }
}
