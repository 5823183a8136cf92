import { isObject, jsonObject, textOf } from './bytes';
import { type Jwk, type JwkSet, kidOf, pinnedKeys, type PublicKey, publicKeyIn } from './jwk';
import { parseJws } from './jws';
import { verifySignature } from './signature';
import { malformed, UntrustedError } from './untrusted-error';

const ENDORSEMENT = 'keyward-endorsement+jws';
const KEY_LIST = 'keyward-keys+jws';
const MAX_KEYS = 200;

/** What was learned beyond the pinned keys. It may be stored anywhere: each proof is signed, and verified again when read. */
export interface KeyState {
  /** Endorsements of keys and lists of keys, in the order in which they were accepted. */
  readonly proofs: readonly string[];
}

interface TrustedKey {
  readonly publicKey: PublicKey;
  /** The key that it endorsed when it was retired: only its first endorsement counts. */
  successor?: string;
}

/**
 * The public keys that a program trusts: those pinned in its source, and those that follow from them, by endorsement or, of the
 * other algorithm, by the list that an active key signs. A
 * key is trusted until the newest key of its chain calls it revoked.
 */
export class TrustedKeys {
  private readonly keys = new Map<string, TrustedKey>();
  private readonly revoked = new Set<string>();
  private proofs: readonly string[];
  private last: Promise<unknown>;

  /** @throws TypeError if a pinned key is none */
  constructor(pinned: readonly (string | Jwk)[] | JwkSet, state: KeyState = { proofs: [] }) {
    const publicKeys = pinnedKeys(pinned);
    this.proofs = proofsIn(state);
    this.last = this.load(publicKeys);
  }

  /** What `learn` has accepted so far, for the next start of the program. */
  get state(): KeyState {
    return { proofs: this.proofs };
  }

  /**
   * The claims of a compact JWS.
   * @param typ what it must be signed as, such as `keyward-verdict+jws`
   * @throws UntrustedError
   */
  verify(jws: string, typ: string): Promise<Record<string, unknown>> {
    return this.runSerialized(async () => (await this.verified(jws, typ)).claims);
  }

  /**
   * Follows rotations and revocations in an answer of `/.well-known/jwks.json`. What is not signed by a trusted key is ignored.
   * @returns whether anything was learned: then store `state`
   */
  learn(jwks: unknown): Promise<boolean> {
    return this.runSerialized(async () => {
      const known = this.proofs.length;
      do {
        await this.follow(endorsementsIn(jwks));
      } while (await this.acceptAny(listsIn(jwks)));
      return this.proofs.length > known;
    });
  }

  // Calls take turns: a key is never used between its endorsement and its revocation.
  private runSerialized<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async load(publicKeys: readonly PublicKey[]): Promise<void> {
    const proofs = this.proofs;
    this.proofs = [];
    for (const publicKey of publicKeys) {
      this.keys.set(await kidOf(publicKey), { publicKey });
    }
    for (const proof of proofs) {
      await this.accept(proof);
    }
  }

  // Their order in the set says nothing: a pass that accepts none is the last.
  private async follow(endorsements: readonly string[]): Promise<void> {
    while (await this.acceptAny(endorsements)) {
      // The next pass may accept more.
    }
  }

  private async acceptAny(proofs: readonly string[]): Promise<boolean> {
    const before = this.proofs.length;
    for (const proof of proofs) {
      await this.accept(proof);
    }
    return this.proofs.length > before;
  }

  private async accept(proof: string): Promise<void> {
    const isKnown = this.proofs.includes(proof);
    if (!isKnown && ((await this.acceptEndorsement(proof)) || (await this.acceptKeyList(proof)))) {
      this.proofs = [...this.proofs, proof];
    }
  }

  private async acceptEndorsement(jws: string): Promise<boolean> {
    const verified = await this.verified(jws, ENDORSEMENT).catch(ignoreUntrusted);
    const publicKey = publicKeyIn(verified?.claims.public_key ?? verified?.claims.x);
    if (verified === undefined || publicKey === undefined || verified.signer.successor !== undefined) {
      return false;
    }
    const kid = await kidOf(publicKey);
    if (verified.claims.kid !== kid || this.keys.size >= MAX_KEYS) {
      return false;
    }
    verified.signer.successor = kid;
    this.keys.set(kid, this.keys.get(kid) ?? { publicKey });
    return true;
  }

  // A key that has a successor is not active: whoever stole it can neither revoke the others nor add one.
  private async acceptKeyList(jws: string): Promise<boolean> {
    const verified = await this.verified(jws, KEY_LIST).catch(ignoreUntrusted);
    const list = verified?.claims.revoked;
    if (verified === undefined || verified.signer.successor !== undefined || !Array.isArray(list)) {
      return false;
    }
    const fresh = list.filter((kid): kid is string => typeof kid === 'string' && !this.revoked.has(kid));
    fresh.slice(0, MAX_KEYS).forEach((kid) => this.revoked.add(kid));
    return (await this.addOthers(verified.claims.other_keys)) || fresh.length > 0;
  }

  /** @param others public keys of the other algorithm */
  private async addOthers(others: unknown): Promise<boolean> {
    const before = this.keys.size;
    for (const publicKey of (Array.isArray(others) ? others.slice(0, MAX_KEYS) : []).map(publicKeyIn)) {
      const kid = publicKey && (await kidOf(publicKey));
      if (publicKey && kid !== undefined && !this.keys.has(kid) && this.keys.size < MAX_KEYS) {
        this.keys.set(kid, { publicKey });
      }
    }
    return this.keys.size > before;
  }

  private async verified(jws: string, typ: string): Promise<{ claims: Record<string, unknown>; signer: TrustedKey }> {
    const { alg, kid, payload, signature, signedBytes } = parseJws(jws, typ);
    const signer = this.keys.get(kid);
    if (this.revoked.has(kid)) {
      throw new UntrustedError('revoked_key', `Key ${kid} was revoked`);
    }
    if (signer === undefined) {
      throw new UntrustedError(
        'unknown_key',
        `Key ${kid} is not trusted: pin \`x\` of /.well-known/jwks.json of this server`,
      );
    }
    if (alg !== signer.publicKey.alg) {
      throw new UntrustedError('algorithm', `Key ${kid} is not of ${alg}`);
    }
    if (!(await verifySignature(signer.publicKey, signature, signedBytes))) {
      throw new UntrustedError('signature', 'The signature is wrong');
    }
    const claims = jsonObject(textOf(payload));
    if (claims === undefined) {
      throw malformed('The claims are not a JSON object');
    }
    return { claims, signer };
  }
}

function endorsementsIn(jwks: unknown): string[] {
  const keys: unknown[] = isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys.slice(0, MAX_KEYS) : [];
  return keys
    .map((key) => (isObject(key) ? key.endorsement : undefined))
    .filter((endorsement) => typeof endorsement === 'string');
}

function listsIn(jwks: unknown): string[] {
  const lists = isObject(jwks) ? [jwks.signed, jwks.signed_es256] : [];
  return lists.filter((list) => typeof list === 'string');
}

// The state comes from a store that anybody may have edited.
function proofsIn(state: unknown): string[] {
  const proofs: unknown[] = isObject(state) && Array.isArray(state.proofs) ? state.proofs : [];
  return proofs.filter((proof) => typeof proof === 'string').slice(0, 2 * MAX_KEYS);
}

function ignoreUntrusted(error: unknown): undefined {
  if (!(error instanceof UntrustedError)) {
    throw error;
  }
  return undefined;
}
