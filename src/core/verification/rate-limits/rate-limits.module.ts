import { Module } from '@nestjs/common';
import { VerificationModule } from '../verification.module';
import { RateLimitsController } from './rate-limits.controller';
import { TakeRateLimitsService } from './take-rate-limits.service';

/** Rate limits of features of programs. */
@Module({
  imports: [VerificationModule],
  controllers: [RateLimitsController],
  providers: [TakeRateLimitsService],
})
export class RateLimitsModule {}
