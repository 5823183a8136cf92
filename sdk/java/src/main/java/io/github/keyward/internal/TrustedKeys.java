package io.github.keyward.internal;

import static io.github.keyward.internal.UntrustedException.untrusted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pinned public keys, and those that follow from them by endorsement. */
public final class TrustedKeys {
  public static final String VERDICT = "keyward-verdict+jws";
  public static final String UPDATE = "keyward-update+jws";
  private static final String ENDORSEMENT = "keyward-endorsement+jws";
  private static final String KEY_LIST = "keyward-keys+jws";

  private static final int KEY_BYTES = 32;
  private static final int MAX_KEYS = 200;

  private final Map<String, byte[]> keys = new HashMap<>();
  private final Map<String, String> successors = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final List<String> proofs = new ArrayList<>();

  /**
   * @param pinned {@code x} of each key in {@code /.well-known/jwks.json}
   * @param proofs what was learned earlier
   * @throws IllegalArgumentException if a pinned key is none
   */
  public TrustedKeys(Collection<String> pinned, List<String> proofs) {
    for (String key : pinned) {
      // As people paste it: in either alphabet, with or without padding, between quotation marks.
      String clean = key.replaceAll("[^A-Za-z0-9+/_-]", "").replace('+', '-').replace('/', '_');
      byte[] publicKey = Encoding.fromBase64url(clean);
      if (publicKey == null || publicKey.length != KEY_BYTES) {
        throw new IllegalArgumentException("A public key is 32 bytes in base64url: x of /.well-known/jwks.json");
      }
      keys.put(idOf(publicKey), publicKey);
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

  /** Follows rotations and revocations in an answer of {@code /.well-known/jwks.json}; ignores what no trusted key signed. */
  public synchronized void learn(Fields jwks) {
    List<Fields> listed = jwks.objects("keys");
    // Their order says nothing: a pass that accepts none is the last.
    boolean hasLearned = true;
    while (hasLearned) {
      hasLearned = false;
      for (Fields key : listed.subList(0, Math.min(listed.size(), MAX_KEYS))) {
        hasLearned |= accept(key.text("endorsement"));
      }
    }
    accept(jwks.text("signed"));
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
      byte[] publicKey = Jws.bytes(signed.claims.text("x"));
      String kid = idOf(publicKey);
      if (publicKey.length != KEY_BYTES
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

  /** Only the newest key of a chain revokes. */
  private boolean acceptKeyList(String jws) {
    try {
      Signed signed = verified(jws, KEY_LIST);
      List<String> named = signed.claims.texts("revoked");
      return !successors.containsKey(signed.kid) && revoked.addAll(named.subList(0, Math.min(named.size(), MAX_KEYS)));
    } catch (UntrustedException untrusted) {
      return false;
    }
  }

  private Signed verified(@Nullable String jws, String type) throws UntrustedException {
    List<byte[]> parts = Jws.parts(jws, 3);
    String kid = Jws.keyId(parts.get(0), type);
    byte[] key = keys.get(kid);
    if (revoked.contains(kid)) {
      throw untrusted("revoked_key");
    }
    if (key == null) {
      throw untrusted("unknown_key");
    }
    byte[] content = Encoding.utf8(jws.substring(0, jws.lastIndexOf('.')));
    if (!Ed25519.verify(key, content, parts.get(2))) {
      throw untrusted("signature");
    }
    return new Signed(kid, Jws.object(parts.get(1)));
  }

  private static String idOf(byte[] publicKey) {
    return Encoding.base64url(Encoding.sha256(publicKey)).substring(0, 8);
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
