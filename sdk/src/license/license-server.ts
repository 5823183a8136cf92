import { KeywardError } from '../errors';
import { defineHidden, fieldsOf } from '../http/unknown';
import { randomNonce, UntrustedError, type UntrustedReason } from '../signed';
import type { Download } from '../download';
import type { UsageItem } from '../generated/native';
import { otherLender } from './borrowed-seat';
import type { WaitingPlace } from './seat-wait';
import type { LicenseCalls, Reply, UpdateTarget } from './calls';
import { featuresIn, type FloatingFeature } from './session-features';
import { sessionIn, type SignedProof, type SessionLease, type SignedOperation } from './signed-proof';
import { MismatchError, untrustedAnswer } from './problems';
import type { TrialIdentity } from './trial';
import {
  balancesIn,
  type CommittedUsage,
  type CreditBalance,
  creditsIn,
  type MeterBalance,
  reservationIn,
  type ReservedUsage,
  withoutBalance,
} from './usage';
import type { AskedCall, VerifiedAnswer, Verifier } from './verifier';

/** Slow networks take seconds, and clocks of servers differ by as much. */
const SKEW = 60_000;
const DAY = 86_400_000;
/** A newer key may have signed the answer, or the certificate of the relay that signed it. */
const UNKNOWN_KEY: readonly UntrustedReason[] = ['unknown_key', 'relay_chain'];

/** A session as the server signed it, and the token that was sent beside. */
export interface LeasedSession extends SessionLease {
  readonly issuedAt: number;
  /** Whether the license can still be used. */
  readonly isValid: boolean;
  readonly token: string;
  /** What the server signed last about it. */
  readonly proof: SignedProof;
}

/**
 * A server that may be anybody. Every method rejects with a KeywardError if nobody answers, if the server refuses without a
 * signature, or if the answer is not trusted.
 */
export class LicenseServer {
  #learnedAt = -Infinity;
  #lastAnsweredAt = -Infinity;

  constructor(
    private readonly calls: LicenseCalls,
    private readonly verifier: Verifier,
    private readonly localClock: () => number,
  ) {}

  async validate(licenseKey: string, license: string | undefined, file: SignedProof | undefined): Promise<SignedProof> {
    const { answer } = await this.#ask('validate', licenseKey, license, (nonce) =>
      this.calls.validate(licenseKey, nonce, file?.jti),
    );
    return answer.proof;
  }

  async activate(licenseKey: string): Promise<SignedProof> {
    const send = (nonce: string): Promise<Reply> => this.calls.activate(licenseKey, nonce);
    return (await this.#ask('activate', licenseKey, undefined, send)).answer.proof;
  }

  async deactivate(licenseKey: string): Promise<void> {
    await this.#outcome('deactivate', licenseKey, (nonce) => this.calls.deactivate(licenseKey, nonce));
  }

  async startSession(licenseKey: string, license: string | undefined, place?: WaitingPlace): Promise<LeasedSession> {
    const send = (nonce: string): Promise<Reply> => this.calls.startSession(licenseKey, nonce, place);
    const { answer, reply } = await this.#ask('session', licenseKey, license, send);
    const { session_token: token } = reply;
    // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
    if (typeof token !== 'string' || token === '') {
      throw untrustedAnswer(new UntrustedError('malformed', 'There is no session token'));
    }
    return { ...leaseIn(answer), token };
  }

  /** @param borrowDays days for which the session shall need no server; 0 to return them */
  async renewSession(
    licenseKey: string,
    { id, token, borrowedUntil, proof }: Pick<LeasedSession, 'id' | 'token' | 'borrowedUntil' | 'proof'>,
    borrowDays?: number,
    idleSeconds?: number,
  ): Promise<LeasedSession> {
    const send = (nonce: string): Promise<Reply> => this.calls.renewSession(token, nonce, borrowDays, idleSeconds);
    const lender = borrowedUntil === undefined ? undefined : proof.relay?.id;
    const { answer } = await this.#ask('session', licenseKey, undefined, send, { token, lender });
    const lease = leaseIn(answer);
    if (lease.id !== id) {
      throw untrustedAnswer(new MismatchError('session', 'It is about another session'));
    }
    return { ...lease, token };
  }

  async changeFeatures(
    { token }: Pick<LeasedSession, 'token'>,
    take: readonly string[],
    release: readonly string[],
  ): Promise<FloatingFeature[]> {
    const send = (nonce: string): Promise<Reply> => this.calls.changeFeatures(token, nonce, take, release);
    return featuresIn((await this.#outcome('session', token, send, false)).claims);
  }

  async endSession({ token }: Pick<LeasedSession, 'token'>): Promise<void> {
    await this.calls.endSession(token);
  }

  async recordUsage(licenseKey: string, items: readonly UsageItem[]): Promise<MeterBalance[]> {
    return balancesIn(await this.#used(licenseKey, items));
  }

  async useFeature(licenseKey: string, feature: string, amount: number): Promise<CreditBalance> {
    const [credit] = creditsIn(await this.#used(licenseKey, [{ feature, amount }]));
    return credit ?? withoutBalance();
  }

  async reserveUsage(licenseKey: string, items: readonly UsageItem[], seconds?: number): Promise<ReservedUsage> {
    const send = (nonce: string): Promise<Reply> => this.calls.reserveUsage(licenseKey, nonce, items, seconds);
    const { claims, reply } = await this.#outcome('usage', licenseKey, send);
    checkItems(claims, items);
    return reservationIn(claims, reply);
  }

  async commitReservation(token: string, items?: readonly UsageItem[]): Promise<CommittedUsage> {
    const send = (nonce: string): Promise<Reply> => this.calls.commitReservation(token, nonce, items);
    const { claims } = await this.#outcome('usage', token, send, false);
    checkItems(claims, items);
    return { meters: balancesIn(claims), credits: creditsIn(claims) };
  }

  async releaseReservation(token: string): Promise<void> {
    await this.calls.releaseReservation(token);
  }

  /** Key of the trial license; undefined while the trial has to be verified. */
  async requestTrial(identity: TrialIdentity): Promise<string | undefined> {
    const { license_key: licenseKey } = await this.calls.requestTrial(identity);
    return typeof licenseKey === 'string' ? licenseKey : undefined;
  }

  download(...call: Parameters<LicenseCalls['download']>): Promise<Download> {
    return this.calls.download(...call);
  }

  /** The claims of something signed that answers no call in particular. */
  async verified(text: unknown, typ: string): Promise<Record<string, unknown>> {
    return trusted(() => this.#withNewKeys(() => this.verifier.keys.verify(signedText(text), typ)));
  }

  /** What the server says of a newer version, and the claims that prove it. */
  checkForUpdate(
    licenseKey: string | undefined,
    currentVersion: string,
    target: UpdateTarget,
  ): Promise<{ claims: Reply; reply: Reply }> {
    const send = (nonce: string): Promise<Reply> =>
      this.calls.checkForUpdate(licenseKey, nonce, currentVersion, target);
    return this.#outcome('update', licenseKey, send);
  }

  async #used(licenseKey: string, items: readonly UsageItem[]): Promise<Reply> {
    const send = (nonce: string): Promise<Reply> => this.calls.recordUsage(licenseKey, nonce, items);
    const { claims } = await this.#outcome('usage', licenseKey, send);
    checkItems(claims, items);
    return claims;
  }

  /** An answer without a verdict. */
  async #outcome(
    operation: SignedOperation,
    credential: string | undefined,
    send: (nonce: string) => Promise<Reply>,
    namesDevice = true,
  ): Promise<{ claims: Reply; reply: Reply }> {
    const nonce = randomNonce();
    const sentAt = this.localClock();
    const call = { nonce, operation, credential, namesDevice };
    const reply = await this.#sent(call, send);
    const claims = await this.#verifiedOutcome(reply.signed, call);
    const { iat, exp, code } = claims;
    // A refusal that was passed off as an answer.
    if (code !== null) {
      throw untrustedAnswer(new MismatchError('operation', 'It is a refusal'));
    }
    this.#checkAge({ issuedAt: Number(iat) * 1000, endsAt: Number(exp) * 1000 }, this.localClock() - sentAt);
    return { claims, reply };
  }

  /** A refusal that is signed must be the server's. */
  async #sent(call: AskedCall, send: (nonce: string) => Promise<Reply>): Promise<Reply> {
    try {
      return await send(call.nonce);
    } catch (error) {
      const { signed } = error instanceof KeywardError ? fieldsOf(error.body) : {};
      let signer: unknown;
      if (signed !== undefined && error instanceof KeywardError) {
        const { code, relay } = await this.#verifiedOutcome(signed, call);
        if (code !== error.code) {
          throw untrustedAnswer(new MismatchError('operation', 'It is another refusal'));
        }
        defineHidden(error, { isSigned: true });
        signer = relay;
      }
      // Another server does not know the session that a relay has lent.
      if (
        call.lender !== undefined &&
        error instanceof KeywardError &&
        error.status === 404 &&
        signer !== call.lender
      ) {
        throw otherLender();
      }
      throw error;
    }
  }

  #verifiedOutcome(signed: unknown, call: AskedCall): Promise<Reply> {
    return trusted(() => this.#withNewKeys(() => this.verifier.outcome(signedText(signed), call)));
  }

  async #ask(
    operation: SignedOperation,
    licenseKey: string,
    license: string | undefined,
    send: (nonce: string) => Promise<Reply>,
    { token, lender }: { readonly token?: string; readonly lender?: string | undefined } = {},
  ): Promise<{ answer: VerifiedAnswer; reply: Reply }> {
    const nonce = randomNonce();
    const sentAt = this.localClock();
    const reply = await this.#sent(
      { nonce, operation, credential: token ?? licenseKey, namesDevice: token === undefined, lender },
      send,
    );
    const subject = this.verifier.subject(licenseKey, license);
    const verify = (): Promise<VerifiedAnswer> =>
      this.verifier.answer(signedText(reply.signed), subject, { nonce, operation });
    const answer = await trusted(() => this.#withNewKeys(verify));
    await this.#learnDaily();
    // The key that signed it may just have turned out to be revoked.
    await trusted(verify);
    this.#checkAge(answer.proof, this.localClock() - sentAt);
    return { answer, reply };
  }

  /**
   * The nonce proves that the answer was made during this call, so its times need no comparison with a local clock that may be
   * wrong: only with the duration of the call, and with what the server said before.
   */
  #checkAge({ issuedAt, endsAt }: Pick<SignedProof, 'issuedAt' | 'endsAt'>, duration: number): void {
    if (duration > endsAt - issuedAt + SKEW || issuedAt < this.#lastAnsweredAt - SKEW) {
      throw untrustedAnswer(new MismatchError('expired', 'It came too late'));
    }
    this.#lastAnsweredAt = Math.max(this.#lastAnsweredAt, issuedAt);
  }

  async #withNewKeys<T>(verify: () => Promise<T>): Promise<T> {
    try {
      return await verify();
    } catch (error) {
      if (!(error instanceof UntrustedError) || !UNKNOWN_KEY.includes(error.reason)) {
        throw error;
      }
      await this.#learn().catch(error.reason === 'unknown_key' ? undefined : ignoreUnreachable);
    }
    return verify();
  }

  /** Only the list of keys tells of a revocation. */
  async #learnDaily(): Promise<void> {
    if (Math.abs(this.localClock() - this.#learnedAt) > DAY) {
      await this.#learn().catch(ignoreUnreachable);
    }
  }

  async #learn(): Promise<void> {
    await this.verifier.keys.learn(await this.calls.publicKeys());
    this.#learnedAt = this.localClock();
  }
}

function leaseIn({ claims, proof }: VerifiedAnswer): Omit<LeasedSession, 'token'> {
  const { issuedAt, isValid } = proof;
  return { ...sessionIn(claims), issuedAt, isValid, proof };
}

/** The answer must be about the amounts that were sent: their call may have been changed on its way. */
function checkItems({ items }: Reply, sent: readonly UsageItem[] | undefined): void {
  if (amountsIn(items) !== amountsIn(sent)) {
    throw untrustedAnswer(new MismatchError('operation', 'It is about other amounts'));
  }
}

function amountsIn(items: unknown): string {
  const list = Array.isArray(items) ? items.map(fieldsOf) : [];
  return JSON.stringify(list.map(({ meter, feature, amount }) => [meter, feature, amount]));
}

function signedText(signed: unknown): string {
  if (typeof signed !== 'string') {
    throw new UntrustedError('malformed', 'It is not signed');
  }
  return signed;
}

async function trusted<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    throw error instanceof UntrustedError || error instanceof MismatchError ? untrustedAnswer(error) : error;
  }
}

function ignoreUnreachable(error: unknown): void {
  if (!(error instanceof KeywardError)) {
    throw error;
  }
}
