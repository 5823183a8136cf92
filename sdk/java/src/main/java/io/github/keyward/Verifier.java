package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;
import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.CertifiedRelay;
import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.LicenseFiles;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import io.github.keyward.internal.VerifiedAnswer;
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
  private final KnownTime time;

  Verifier(TrustedKeys keys, String product, String fingerprint, KnownTime time) {
    this.keys = keys;
    this.product = product;
    this.fingerprint = fingerprint;
    this.time = time;
  }

  /**
   * The answer to a call.
   *
   * @param license UUID of the license, once it is known
   */
  SignedProof answer(@Nullable String text, String licenseKey, @Nullable String license, String nonce, String operation)
      throws UntrustedException {
    VerifiedAnswer answer = verified(text, TrustedKeys.VERDICT, licenseKey, time.now());
    checkCall(answer.claims, nonce, operation);
    return proof(LicenseState.Source.SERVER, text, answer.claims, answer.relay, licenseKey, license);
  }

  /** The claims of an answer without a verdict, or of a refusal. */
  Fields outcome(@Nullable String text, AskedCall call) throws UntrustedException {
    // A token names its license no more than a call without a license key does.
    String licenseKey = call.namesDevice ? call.credential : null;
    Fields claims = verified(text, TrustedKeys.ANSWER, licenseKey, time.now()).claims;
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
      VerifiedAnswer answer = text == null ? null : verified(text, TrustedKeys.VERDICT, licenseKey, null);
      return answer != null && OPERATIONS.contains(answer.claims.text("op", ""))
          ? proof(LicenseState.Source.SERVER, text, answer.claims, answer.relay, licenseKey, license)
          : null;
    } catch (UntrustedException changed) {
      return null;
    }
  }

  SignedProof file(@Nullable String text, String licenseKey, @Nullable String license) throws UntrustedException {
    String clean = LicenseFiles.clean(text);
    Fields claims = LicenseFiles.read(clean, keys, licenseKey, fingerprint);
    SignedProof proof = proof(LicenseState.Source.FILE, clean, claims, null, licenseKey, license);
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

  /** @param now null for an answer from the store, whose times end before the certificate of its relay */
  private VerifiedAnswer verified(@Nullable String text, String type, @Nullable String licenseKey, @Nullable Long now)
      throws UntrustedException {
    VerifiedAnswer answer = keys.verifyAnswer(text, type);
    if (answer.relay != null) {
      answer.relay.check(product, licenseKey == null ? null : hashOf(licenseKey), now);
    }
    return answer;
  }

  private SignedProof proof(
      LicenseState.Source source,
      String text,
      Fields claims,
      @Nullable CertifiedRelay relay,
      String licenseKey,
      @Nullable String license)
      throws UntrustedException {
    SignedProof proof = new SignedProof(source, text, claims, relay);
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
