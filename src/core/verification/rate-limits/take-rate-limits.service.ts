import { Injectable } from '@nestjs/common';
import { type RateLimits, type RateLimitTerms, secondsOf } from '../../common/limits/rate-limit-terms';
import { problem } from '../../common/errors/domain-error';
import { type OwnLimitState, RateLimitsService } from '../../common/limits/rate-limits.service';
import type { ApiKey } from '../../identity/api-keys/api-key.entity';
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

/** A take with an API key. */
export interface KeyRateTake extends Pick<RateTake, 'name' | 'cost'> {
  readonly apiKey: Pick<ApiKey, 'id' | 'rateLimits'>;
}

export interface TakenRate extends OwnLimitState {
  readonly limit: number;
}

/** Takes from the rate limits that a license or an API key has for features of a program. Nothing is written to the database. */
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
    const terms = limitNamed(behavior.rateLimits, name) ?? fail('RATE_LIMIT_NOT_FOUND', name);
    return this.takeOf(String(license.id), terms, { name, cost });
  }

  /** Throws for an unknown limit, and for a cost that does not fit. */
  async takeWithKey({ apiKey, name, cost }: KeyRateTake): Promise<TakenRate> {
    const terms = limitNamed(apiKey.rateLimits, name) ?? fail('KEY_RATE_LIMIT_NOT_FOUND', name);
    return this.takeOf(`api-key ${apiKey.id}`, terms, { name, cost });
  }

  private async takeOf(
    holder: string,
    { limit, window }: RateLimitTerms,
    { name, cost }: Pick<RateTake, 'name' | 'cost'>,
  ): Promise<TakenRate> {
    if (cost > limit) {
      throw problem('RATE_COST_TOO_HIGH', { limit });
    }
    // Another window begins anew.
    const own = { name, key: `${holder} ${window} ${name}`, limit, windowSeconds: secondsOf(window) };
    return { limit, ...(await this.limits.take(own, cost)) };
  }
}

function limitNamed(limits: RateLimits, name: string): RateLimitTerms | undefined {
  return Object.hasOwn(limits, name) ? limits[name] : undefined;
}

function fail(code: 'RATE_LIMIT_NOT_FOUND' | 'KEY_RATE_LIMIT_NOT_FOUND', name: string): never {
  throw problem(code, { name, ids: [name] });
}
