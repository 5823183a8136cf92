import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { inSeconds } from '../../common/seconds';
import { ManageUrlService } from '../../platform/mail/manage-url.service';
import { IssuerService } from '../../platform/signing-keys/issuer.service';
import { SIGNED_VERDICT } from '../../platform/signing-keys/signed-types';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import { expiryOf, type SessionTimes } from '../../licenses/sessions/license-session.entity';
import { licenseClaims, type SignedResult, type SignedSubject } from './license-claims';
import type { SignedOperation, VerdictClaims } from './verdict-claims';

/** Seconds for which a signed answer counts as a fresh one. */
export const ANSWER_LIFETIME = 300;

/** A request whose answer is signed. */
export interface SignedRequest extends SignedSubject {
  readonly operation: SignedOperation;
  readonly nonce: string;
}

/** Claims of some answers only. */
export interface AddedClaims {
  readonly session?: { readonly id: string; readonly times: SessionTimes };
  /** Whether the license file that the call names is revoked; undefined if it names none. */
  readonly isFileRevoked?: boolean;
}

/** Signs answers for programs that must not believe a server without the installation's keys. */
@Injectable()
export class SignedAnswersService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly manageUrls: ManageUrlService,
    private readonly clock: Clock,
  ) {}

  /**
   * A compact JWS. Answers are signed with whole seconds: what holds until an instant holds until the second before.
   * @param request undefined without a nonce: nothing is signed then
   */
  sign(request: SignedRequest | undefined, result: SignedResult, added: AddedClaims = {}): Promise<string> | undefined {
    return request && this.signed(request, result, added);
  }

  private async signed(
    { operation, nonce, ...subject }: SignedRequest,
    result: SignedResult,
    { session, isFileRevoked }: AddedClaims,
  ): Promise<string> {
    const now = this.clock.now();
    const iat = inSeconds(now);
    const claims: VerdictClaims = {
      iss: await this.issuer.name(),
      iat,
      exp: iat + ANSWER_LIFETIME,
      jti: randomUUID(),
      nonce,
      op: operation,
      ...licenseClaims(result, subject, this.manageUrls.url, now),
      ...(isFileRevoked !== undefined && { license_file: { revoked: isFileRevoked } }),
      ...(session && { session: sessionClaims(session, now) }),
    };
    return (await this.keys.signer(SIGNED_VERDICT, result.license?.product?.signingAlg ?? null))(claims);
  }
}

function sessionClaims({ id, times }: NonNullable<AddedClaims['session']>, now: Date): VerdictClaims['session'] {
  const { borrowedUntil } = times;
  const isBorrowed = borrowedUntil !== null && borrowedUntil > now;
  return {
    id,
    expires_at: inSeconds(expiryOf(times)),
    ...(isBorrowed && { borrowed_until: inSeconds(borrowedUntil) }),
  };
}
