import { hex, readLicenseFile, sha256, type TrustedKeys, UntrustedError } from '../signed';
import { cleanLicenseFile } from '../signed/license-file';
import { checkRelay, verifyAnswer, type VerifiedClaims } from '../signed/relay-chain';
import { borrowedSeat, type BorrowedSeat, type StoredSeat } from './borrowed-seat';
import { type SignedProof, readProof, sessionIn, type SignedOperation, type Subject } from './signed-proof';
import { MismatchError } from './problems';

const VERDICT = 'keyward-verdict+jws';
/** An answer without a verdict, or a refusal. */
const ANSWER = 'keyward-answer+jws';
const OPERATIONS: readonly unknown[] = ['validate', 'activate', 'heartbeat', 'session'] satisfies SignedOperation[];

/** A verified answer of the server with all its claims. */
export interface VerifiedAnswer {
  readonly proof: SignedProof;
  readonly claims: Record<string, unknown>;
}

/** What an answer must say that it answers. */
export interface AskedCall {
  readonly nonce: string;
  readonly operation: SignedOperation;
  /** License key or token that the call names. */
  readonly credential: string | undefined;
  /** Whether the call names the device. */
  readonly namesDevice: boolean;
  /** Id of the relay that has lent the seat which the call is about. */
  readonly lender?: string | undefined;
}

/** Turns signed texts into proof about one program on one device. */
export class Verifier {
  constructor(
    readonly keys: TrustedKeys,
    private readonly product: string,
    private readonly fingerprint: string,
    private readonly time: { now(): number },
  ) {}

  subject(licenseKey: string, license?: string): Subject {
    return { product: this.product, fingerprint: this.fingerprint, licenseKey, license };
  }

  /**
   * The answer to a call.
   * @throws UntrustedError, MismatchError
   */
  async answer(
    text: string,
    subject: Subject,
    call: { readonly nonce: string; readonly operation: SignedOperation },
  ): Promise<VerifiedAnswer> {
    const { claims, relay } = await this.#verified(text, VERDICT, subject.licenseKey, this.time.now());
    checkCall(claims, call);
    return { proof: await readProof('server', text, claims, subject, relay), claims };
  }

  /**
   * The claims of an answer without a verdict, or of a refusal.
   * @throws UntrustedError, MismatchError
   */
  async outcome(text: string, { credential, namesDevice, ...call }: AskedCall): Promise<Record<string, unknown>> {
    // A token names its license no more than a call without a license key does.
    const { claims } = await this.#verified(text, ANSWER, namesDevice ? credential : undefined, this.time.now());
    checkCall(claims, call);
    if (claims.key_hash !== (credential === undefined ? null : hex(await sha256(credential)))) {
      throw new MismatchError('license_key', 'It is about another license key');
    }
    if (claims.fingerprint !== (namesDevice ? this.fingerprint : null)) {
      throw new MismatchError('device', 'It is about another device');
    }
    return claims;
  }

  /** An answer that was verified before, from the store. */
  async storedAnswer(text: string | undefined, subject: Subject): Promise<SignedProof | undefined> {
    return ignoreUntrusted(async () => {
      if (text === undefined) {
        return undefined;
      }
      const { claims, relay } = await this.#verified(text, VERDICT, subject.licenseKey);
      return OPERATIONS.includes(claims.op) ? readProof('server', text, claims, subject, relay) : undefined;
    });
  }

  /** An answer about a session that was borrowed, from the store. */
  async storedSeat({ answer, token }: StoredSeat, subject: Subject): Promise<BorrowedSeat | undefined> {
    return ignoreUntrusted(async () => {
      const { claims, relay } = await this.#verified(answer, VERDICT, subject.licenseKey);
      return claims.op === 'session'
        ? borrowedSeat({
            ...sessionIn(claims),
            token,
            proof: await readProof('server', answer, claims, subject, relay),
          })
        : undefined;
    });
  }

  /**
   * A license file, plain or encrypted.
   * @throws UntrustedError, MismatchError
   */
  async file(text: string, subject: Subject): Promise<SignedProof> {
    const clean = cleanLicenseFile(text);
    const proof = await readProof('file', clean, await readLicenseFile(clean, this.keys, subject), subject);
    if (!proof.isValid) {
      throw new UntrustedError('malformed', 'The license file does not allow anything');
    }
    return proof;
  }

  async storedFile(text: string | undefined, subject: Subject): Promise<SignedProof | undefined> {
    return ignoreUntrusted(async () => (text === undefined ? undefined : this.file(text, subject)));
  }

  /** @param now undefined for an answer from the store, whose times end before the certificate of its relay */
  async #verified(text: string, typ: string, licenseKey: string | undefined, now?: number): Promise<VerifiedClaims> {
    const verified = await verifyAnswer(this.keys, text, typ);
    const { relay } = verified;
    if (relay) {
      const keyHash = licenseKey === undefined ? undefined : hex(await sha256(licenseKey));
      checkRelay(relay, { product: this.product, keyHash, now });
    }
    return verified;
  }
}

function checkCall(
  claims: Record<string, unknown>,
  { nonce, operation }: Pick<AskedCall, 'nonce' | 'operation'>,
): void {
  if (claims.nonce !== nonce) {
    throw new MismatchError('nonce', 'It answers another call');
  }
  if (claims.op !== operation) {
    throw new MismatchError('operation', `It is no answer to ${operation}`);
  }
}

async function ignoreUntrusted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UntrustedError || error instanceof MismatchError) {
      return undefined;
    }
    throw error;
  }
}
