package io.github.keyward.internal;

import static io.github.keyward.internal.UntrustedException.untrusted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pinned public keys, and those that follow from them, by endorsement or by the list that an active key signs. */
public final class TrustedKeys {
  public static final String VERDICT = "keyward-verdict+jws";
  /** An answer without a verdict, or a refusal. */
  public static final String ANSWER = "keyward-answer+jws";
  public static final String UPDATE = "keyward-update+jws";
  private static final String ENDORSEMENT = "keyward-endorsement+jws";
  private static final String KEY_LIST = "keyward-keys+jws";

  private static final int MAX_KEYS = 200;

  private final Map<String, byte[]> keys = new HashMap<>();
  private final Map<String, String> successors = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final List<String> proofs = new ArrayList<>();

  /**
   * @param pinned {@code x} of each key in {@code /.well-known/jwks.json}, {@code public_key} of ES256
   * @param proofs what was learned earlier
   * @throws IllegalArgumentException if a pinned key is none
   */
  public TrustedKeys(Collection<String> pinned, List<String> proofs) {
    for (String key : pinned) {
      // As people paste it: in either alphabet, with or without padding, between quotation marks.
      String clean = key.replaceAll("[^A-Za-z0-9+/_-]", "").replace('+', '-').replace('/', '_');
      byte[] publicKey = PublicKeys.read(clean);
      if (publicKey == null) {
        throw new IllegalArgumentException(
            "A public key is a text in base64url: x of /.well-known/jwks.json, or public_key of ES256");
      }
      keys.put(PublicKeys.idOf(publicKey), publicKey);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("At least one public key must be given: x of /.well-known/jwks.json");
    }
    for (String proof : proofs.subList(0, Math.min(proofs.size(), 2 * MAX_KEYS))) {
      accept(proof);
    }
  }

  /** What was learned. Each proof is signed, so that it may be stored anywhere. */
  public synchronized List<String> proofs() {
    return Collections.unmodifiableList(new ArrayList<>(proofs));
  }

  /** The claims of a compact JWS of this type. */
  public synchronized Fields verify(@Nullable String jws, String type) throws UntrustedException {
    return verified(jws, type).claims;
  }

  /** The claims of an answer to a call, and the relay that signed it, which is still to be checked for the call. */
  public synchronized VerifiedAnswer verifyAnswer(@Nullable String jws, String type) throws UntrustedException {
    List<? extends @Nullable Object> chain = CertifiedRelay.chainIn(jws);
    if (chain == null) {
      return new VerifiedAnswer(verify(jws, type), null);
    }
    try {
      return relayed(jws, type, chain);
    } catch (UntrustedException untrusted) {
      throw untrusted("relay_chain");
    }
  }

  private VerifiedAnswer relayed(String jws, String type, List<? extends @Nullable Object> chain)
      throws UntrustedException {
    Object certificate = chain.size() == 1 ? chain.get(0) : null;
    if (!(certificate instanceof String)) {
      throw untrusted("malformed");
    }
    CertifiedRelay relay = new CertifiedRelay(verify((String) certificate, CertifiedRelay.CERTIFICATE));
    List<byte[]> parts = Jws.parts(jws, 3);
    String[] signer = Jws.signer(parts.get(0), type, ",\"chain\":[\"" + certificate + "\"]");
    if (!signer[0].equals("EdDSA") || !signer[1].equals(relay.kid)) {
      throw untrusted("unknown_key");
    }
    Fields claims = claimsBy(relay.key, jws, parts);
    relay.checkClaims(claims);
    return new VerifiedAnswer(claims, relay);
  }

  /** Follows rotations and revocations in an answer of {@code /.well-known/jwks.json}; ignores what no trusted key signed. */
  public synchronized void learn(Fields jwks) {
    List<Fields> listed = jwks.objects("keys");
    List<@Nullable String> endorsements = new ArrayList<>();
    for (Fields key : listed.subList(0, Math.min(listed.size(), MAX_KEYS))) {
      endorsements.add(key.text("endorsement"));
    }
    List<@Nullable String> lists = Arrays.asList(jwks.text("signed"), jwks.text("signed_es256"));
    do {
      boolean hasLearned = true;
      // Their order says nothing: a pass that accepts none is the last.
      while (hasLearned) {
        hasLearned = acceptAny(endorsements);
      }
    } while (acceptAny(lists));
  }

  private boolean acceptAny(List<@Nullable String> proofs) {
    boolean isAny = false;
    for (String proof : proofs) {
      isAny |= accept(proof);
    }
    return isAny;
  }

  private boolean accept(@Nullable String proof) {
    if (proof == null || proofs.contains(proof)) {
      return false;
    }
    boolean isAccepted = acceptEndorsement(proof) || acceptKeyList(proof);
    if (isAccepted) {
      proofs.add(proof);
    }
    return isAccepted;
  }

  /** Only the first endorsement by a key counts: whoever steals a retired key cannot name another successor. */
  private boolean acceptEndorsement(String jws) {
    try {
      Signed signed = verified(jws, ENDORSEMENT);
      String text = signed.claims.text("public_key");
      byte[] publicKey = PublicKeys.read(text == null ? signed.claims.text("x") : text);
      String kid = publicKey == null ? "" : PublicKeys.idOf(publicKey);
      if (publicKey == null
          || !kid.equals(signed.claims.get("kid"))
          || successors.containsKey(signed.kid)
          || keys.size() >= MAX_KEYS) {
        return false;
      }
      successors.put(signed.kid, kid);
      keys.putIfAbsent(kid, publicKey);
      return true;
    } catch (UntrustedException untrusted) {
      return false;
    }
  }

  /** Only the newest key of a chain revokes, and names keys of the other algorithm. */
  private boolean acceptKeyList(String jws) {
    try {
      Signed signed = verified(jws, KEY_LIST);
      List<String> named = signed.claims.texts("revoked");
      if (successors.containsKey(signed.kid) || !(signed.claims.get("revoked") instanceof List)) {
        return false;
      }
      boolean hasRevoked = revoked.addAll(named.subList(0, Math.min(named.size(), MAX_KEYS)));
      return addOthers(signed.claims.texts("other_keys")) || hasRevoked;
    } catch (UntrustedException untrusted) {
      return false;
    }
  }

  private boolean addOthers(List<String> others) {
    int known = keys.size();
    for (String text : others.subList(0, Math.min(others.size(), MAX_KEYS))) {
      byte[] publicKey = PublicKeys.read(text);
      if (publicKey != null && keys.size() < MAX_KEYS) {
        keys.putIfAbsent(PublicKeys.idOf(publicKey), publicKey);
      }
    }
    return keys.size() > known;
  }

  private Signed verified(@Nullable String jws, String type) throws UntrustedException {
    List<byte[]> parts = Jws.parts(jws, 3);
    String[] signer = Jws.signer(parts.get(0), type);
    String kid = signer[1];
    byte[] key = keys.get(kid);
    if (revoked.contains(kid)) {
      throw untrusted("revoked_key");
    }
    if (key == null) {
      throw untrusted("unknown_key");
    }
    if (!signer[0].equals(PublicKeys.algorithmOf(key))) {
      throw untrusted("algorithm");
    }
    return new Signed(kid, claimsBy(key, jws, parts));
  }

  private static Fields claimsBy(byte[] key, String jws, List<byte[]> parts) throws UntrustedException {
    byte[] content = Encoding.utf8(jws.substring(0, jws.lastIndexOf('.')));
    if (!PublicKeys.verify(key, content, parts.get(2))) {
      throw untrusted("signature");
    }
    return Jws.object(parts.get(1));
  }

  private static final class Signed {
    final String kid;
    final Fields claims;

    Signed(String kid, Fields claims) {
      this.kid = kid;
      this.claims = claims;
    }
  }
}
