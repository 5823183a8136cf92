import type { INestApplicationContext } from '@nestjs/common';
import type { RequestContext } from '../common/http/request-context';
import { LicenseCallLimitsService } from '../common/limits/license-call-limits.service';
import { RateLimitsService } from '../common/limits/rate-limits.service';
import type { FastCall } from './fast-call';

/** The rate limits of requests on the fast path. */
export class FastLimits {
  private readonly limits: RateLimitsService;
  private readonly licenseCalls: LicenseCallLimitsService;

  constructor(app: INestApplicationContext) {
    this.limits = app.get(RateLimitsService, { strict: false });
    this.licenseCalls = app.get(LicenseCallLimitsService, { strict: false });
  }

  /** Counts a request by all that is known of it. A promise only where one has to be awaited. */
  count(call: FastCall, current: RequestContext): Promise<void> | undefined {
    const { dialect, limitNames, namedLicense, access } = call.route;
    return namedLicense
      ? this.licenseCalls.count(call, current, namedLicense)
      : this.limits.countWhole(dialect, limitNames, call, {
          isOpen: access.public,
          credential: current.credential,
        });
  }

  /** Calls the handler, and counts what it has found. */
  answer(call: FastCall, current: RequestContext): Promise<object> {
    return this.licenseCalls.within(call, current, () => call.route.answer(call));
  }
}
