import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { Calendar, useInstallationCalendar } from '../common/calendar';
import { Clock } from '../common/clock';
import { Dialects } from '../common/dialects/dialects';
import { EarlierAnswers } from '../common/dialects/earlier-answers';
import { openLimitStorage } from '../common/limits/open-limit-storage';
import { RateLimitFactor, RateLimitsService } from '../common/limits/rate-limits.service';
import { LicenseCallLimitsService } from '../common/limits/license-call-limits.service';
import { UnauthenticatedLimitService } from '../common/limits/unauthenticated-limit.service';
import { Delay } from '../common/delay';
import { PluginServices } from '../common/plugins/plugin-services';
import { Randomness } from '../common/randomness';
import { Shutdown } from '../common/shutdown';

const SHARED = [
  Clock,
  Delay,
  EarlierAnswers,
  Randomness,
  Shutdown,
  RateLimitsService,
  UnauthenticatedLimitService,
  LicenseCallLimitsService,
  PluginServices,
];

export interface CommonOptions {
  readonly dialects: Dialects;
  /** Time zone of calendar days, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** Multiplies every rate limit; 0 disables them. */
  readonly rateLimitFactor: number;
  /** Redis for rate limits shared by all nodes; each node counts in memory by default. */
  readonly redisUrl?: string;
}

@Global()
@Module({ providers: SHARED, exports: SHARED })
export class CommonModule {
  static with({ dialects, timeZone, rateLimitFactor, redisUrl }: CommonOptions): DynamicModule {
    const calendar = new Calendar(timeZone);
    useInstallationCalendar(calendar);
    return {
      module: CommonModule,
      imports: [
        DiscoveryModule,
        ThrottlerModule.forRootAsync({
          inject: [Clock],
          // `RateLimitsService` reads the actual limits from the dialects.
          useFactory: async (clock: Clock) => ({
            throttlers: [{ limit: 0, ttl: 0 }],
            storage: await openLimitStorage(redisUrl, clock),
          }),
        }),
      ],
      providers: [
        { provide: Dialects, useValue: dialects },
        { provide: Calendar, useValue: calendar },
        { provide: RateLimitFactor, useValue: new RateLimitFactor(rateLimitFactor) },
      ],
      exports: [Dialects, Calendar],
    };
  }
}
