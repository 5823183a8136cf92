import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { Settings } from '../config/settings';
import { Calendar } from './calendar';
import { Clock } from './clock';
import { Dialects } from './dialects/dialects';
import { openLimitStorage } from './limits/open-limit-storage';
import { RateLimitGuard } from './limits/rate-limit.guard';
import { RateLimits } from './limits/rate-limits';
import { Patience } from './patience';
import { Randomness } from './randomness';

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
  providers: [Calendar, Clock, Patience, Randomness, RateLimitGuard, RateLimits],
  exports: [Calendar, Clock, Patience, Randomness, RateLimitGuard, RateLimits],
})
export class CommonModule {
  static with(dialects: Dialects): DynamicModule {
    return { module: CommonModule, providers: [{ provide: Dialects, useValue: dialects }], exports: [Dialects] };
  }
}
