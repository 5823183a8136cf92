import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { Settings } from '../config/settings';
import { Calendar } from './calendar';
import { Clock } from './clock';
import { Dialects } from './dialects/dialects';
import { openLimitStorage } from './limits/open-limit-storage';
import { CallerLimitGuard, RateLimitGuard } from './limits/rate-limit.guard';
import { RateLimits } from './limits/rate-limits';
import { UnauthenticatedLimit } from './limits/unauthenticated-limit';
import { Patience } from './patience';
import { Randomness } from './randomness';
import { Shutdown } from './shutdown';

const SHARED = [
  Calendar,
  Clock,
  Patience,
  Randomness,
  Shutdown,
  RateLimits,
  RateLimitGuard,
  CallerLimitGuard,
  UnauthenticatedLimit,
];

@Global()
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [Settings, Clock],
      // The limits themselves are the dialects'; the guard reads them there.
      useFactory: async (settings: Settings, clock: Clock) => ({
        throttlers: [{ limit: 0, ttl: 0 }],
        storage: await openLimitStorage(settings, clock),
      }),
    }),
  ],
  providers: SHARED,
  exports: SHARED,
})
export class CommonModule {
  static with(dialects: Dialects): DynamicModule {
    return { module: CommonModule, providers: [{ provide: Dialects, useValue: dialects }], exports: [Dialects] };
  }
}
