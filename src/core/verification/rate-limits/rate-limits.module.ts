import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { VerificationModule } from '../verification.module';
import { RateLimitsController } from './rate-limits.controller';
import { PresentedKeyService } from './presented-key.service';
import { TakeRateLimitsService } from './take-rate-limits.service';

/** Rate limits of features of programs. */
@Module({
  imports: [ApiKeysModule, VerificationModule],
  controllers: [RateLimitsController],
  providers: [PresentedKeyService, TakeRateLimitsService],
})
export class RateLimitsModule {}
