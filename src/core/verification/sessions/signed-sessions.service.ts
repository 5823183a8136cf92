import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { keyHashOf } from '../signed-answers/license-claims';
import { SignedAnswersService, type SignedRequest } from '../signed-answers/signed-answers.service';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { Assessment, toVerificationRequest } from '../rules/assessment';
import type { VerificationResult } from '../rules/verdict';
import { findSession, type FoundSession } from './find-session';
import type { SessionSubject, SessionTimes } from '../../licenses/sessions/license-session.entity';
import type { StartedSession } from './license-sessions.service';
import { problem } from '../../common/errors/domain-error';
interface SentHeartbeat {
  readonly token: string;
  /** Times of the session after the heartbeat. */
  readonly times: SessionTimes;
  readonly user?: string;
}

/** Signs answers about sessions. */
@Injectable()
export class SignedSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly answers: SignedAnswersService,
  ) {}

  /** @param request undefined without a nonce: nothing is signed then */
  signStart(request: SignedRequest | undefined, { session, result }: StartedSession): Promise<string> | undefined {
    return this.answers.sign(request, result, { session: { id: session.uid, times: session } });
  }

  /**
   * Says whether the license can still be used, which a heartbeat does not check otherwise. Neither logged nor counted.
   * @param nonce nothing is signed without one
   */
  async signHeartbeat(nonce: string | undefined, { token, times, user }: SentHeartbeat): Promise<string | undefined> {
    if (nonce === undefined) {
      return undefined;
    }
    const found = await findSession(this.work.manager, token);
    if (!found) {
      throw problem('ACTIVE_SESSION_NOT_FOUND');
    }
    const subject = found.session.subject ?? currentSubject(found);
    const result = await this.judge(found, subject.product, user);
    const { keyHash, fingerprint, product } = subject;
    const request = { operation: 'session', nonce, keyHash, fingerprint, product } as const;
    return this.answers.sign(request, result, { session: { id: found.session.uid, times } });
  }

  private async judge(
    { license: { key }, activation: { fingerprint } }: FoundSession,
    product: string | undefined,
    user: string | undefined,
  ): Promise<VerificationResult> {
    const device = { fingerprint };
    const request = toVerificationRequest('check', device, { user, product });
    const assessment = await this.assessments.assess({ key, device, request });
    return user === undefined ? withoutUser(assessment).result() : assessment.result();
  }
}

/** Subject of the heartbeats of a session that asks for signed answers from its start on. */
export function subjectOf(request: SignedRequest | undefined, product: string | undefined): SessionSubject | undefined {
  return request && { keyHash: request.keyHash, fingerprint: request.fingerprint, product };
}

/** The subject of a session whose start was not signed. */
function currentSubject({ license, activation }: FoundSession): SessionSubject {
  const { fingerprint, product } = activation;
  return { keyHash: keyHashOf(license.key), fingerprint, product: product?.reference };
}

/** The session started for a user, whom its heartbeats need not name again. */
function withoutUser({ call, context, now }: Assessment): Assessment {
  const behavior = context && { ...context.behavior, requireUser: false };
  return new Assessment(call, context && behavior && { ...context, behavior }, now);
}
