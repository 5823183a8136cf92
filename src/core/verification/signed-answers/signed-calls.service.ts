import { randomUUID } from 'node:crypto';
import { HttpStatus, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { NATIVE } from '../../common/dialects/native.dialect';
import { DomainError } from '../../common/errors/domain-error';
import type { ProblemKind } from '../../common/errors/problem';
import { rowFor } from '../../common/errors/render-error';
import { currentRequest } from '../../common/http/request-context';
import { inSeconds } from '../../common/seconds';
import { IssuerService } from '../../platform/signing-keys/issuer.service';
import { SIGNED_ANSWER } from '../../platform/signing-keys/signed-types';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import type { AnswerClaims } from './answer-claims';
import { ANSWER_LIFETIME } from './signed-answers.service';
import './note-signing-alg';
import type { SignedOperation } from './verdict-claims';

/** A call of a program with a nonce. */
export interface SignedCall {
  readonly operation: SignedOperation;
  readonly nonce: string;
  /** SHA-256 of the license key or the token. */
  readonly keyHash: string | null;
  /** In canonical form; null if it names no device. */
  readonly fingerprint: string | null;
}

/** Decisions of the rules. What fails before them, or is limited, is not worth a signature. */
const SIGNED_KINDS: ReadonlySet<ProblemKind> = new Set(['refused', 'not-found', 'conflict', 'unprocessable']);

/** Signs answers without a verdict, and refusals, of calls with a nonce. */
@Injectable()
export class SignedCallsService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly clock: Clock,
  ) {}

  /** Makes a call. If it is refused, the answer contains the signed refusal. */
  async refusing<T>(call: SignedCall | undefined, work: () => Promise<T>): Promise<T> {
    if (call === undefined) {
      return work();
    }
    try {
      return await work();
    } catch (error) {
      const request = currentRequest();
      if (request && error instanceof DomainError && SIGNED_KINDS.has(error.kind)) {
        const { status, code = error.code } = rowFor(error, NATIVE.errors);
        request.signedRefusal = await this.sign(call, { status, code });
      }
      throw error;
    }
  }

  /**
   * The answer of a call, with its signature.
   * @param said claims that say what the answer says
   */
  async answered<T extends object>(
    call: SignedCall | undefined,
    answer: T,
    said: object = {},
    status: HttpStatus = HttpStatus.OK,
  ): Promise<T & { signed?: string }> {
    return call ? { ...answer, signed: await this.sign(call, { status, code: null }, said) } : answer;
  }

  private async sign(
    { operation, nonce, keyHash, fingerprint }: SignedCall,
    outcome: Pick<AnswerClaims, 'status' | 'code'>,
    said: object = {},
  ): Promise<string> {
    const iat = inSeconds(this.clock.now());
    const claims: AnswerClaims = {
      iss: await this.issuer.name(),
      iat,
      exp: iat + ANSWER_LIFETIME,
      jti: randomUUID(),
      nonce,
      op: operation,
      key_hash: keyHash,
      fingerprint,
      ...outcome,
      ...said,
    };
    return (await this.keys.signer(SIGNED_ANSWER, currentRequest()?.signingAlg))(claims);
  }
}
