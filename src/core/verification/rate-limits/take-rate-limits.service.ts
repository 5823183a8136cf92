import { Injectable } from '@nestjs/common';
import { type RateLimits, type RateLimitTerms, secondsOf } from '../../common/limits/rate-limit-terms';
import { problem } from '../../common/errors/domain-error';
import { type OwnLimitState, RateLimitsService } from '../../common/limits/rate-limits.service';
import type { Device } from '../../licenses/activations/device';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { toVerificationRequest, type VerificationScope } from '../rules/assessment';

/** A take of a program. */
export interface RateTake {
  readonly key: string;
  readonly device: Device | undefined;
  readonly scope: VerificationScope;
  /** Name of the limit. */
  readonly name: string;
  readonly cost: number;
}

export interface TakenRate extends OwnLimitState {
  readonly limit: number;
}

/** Takes from the rate limits that a license has for features of its program. Nothing is written to the database. */
@Injectable()
export class TakeRateLimitsService {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly limits: RateLimitsService,
  ) {}

  /** Throws for a license that cannot be used, an unknown limit, and a cost that does not fit. */
  async take({ key, device, scope, name, cost }: RateTake): Promise<TakenRate> {
    const request = toVerificationRequest('check', device, scope);
    const assessment = await this.assessments.assess({ key, device, request });
    const { usable } = assessment;
    if (!usable) {
      throw assessment.refusal();
    }
    const { license, behavior } = usable;
    const { limit, window } = limitNamed(behavior.rateLimits, name);
    if (cost > limit) {
      throw problem('RATE_COST_TOO_HIGH', { limit });
    }
    // Another window begins anew.
    const own = { name, key: `${license.id} ${window} ${name}`, limit, windowSeconds: secondsOf(window) };
    return { limit, ...(await this.limits.take(own, cost)) };
  }
}

function limitNamed(limits: RateLimits, name: string): RateLimitTerms {
  const terms = Object.hasOwn(limits, name) ? limits[name] : undefined;
  if (!terms) {
    throw problem('RATE_LIMIT_NOT_FOUND', { name, ids: [name] });
  }
  return terms;
}
