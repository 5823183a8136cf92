import { Global, Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { Clock } from './clock';
import { MemoryLimitStorage } from './limits/memory-limit-storage';
import { RateLimitGuard } from './limits/rate-limit.guard';
import { RateLimits } from './limits/rate-limits';
import { Randomness } from './randomness';

@Global()
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [Clock],
      // The limits themselves are the dialects'; the guard reads them there.
      useFactory: (clock: Clock) => ({ throttlers: [{ limit: 0, ttl: 0 }], storage: new MemoryLimitStorage(clock) }),
    }),
  ],
  providers: [Clock, Randomness, RateLimitGuard, RateLimits],
  exports: [Clock, Randomness, RateLimitGuard, RateLimits],
})
export class CommonModule {}
