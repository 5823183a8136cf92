import { Module } from '@nestjs/common';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { VerificationLogModule } from '../verifications/verification-log.module';
import { EvictSeatsService } from './evict-seats.service';
import { SeatsService } from './seats.service';

/** Separate from activations, because a check can take a free seat. */
@Module({
  imports: [ActiveSessionsModule, VerificationLogModule],
  providers: [EvictSeatsService, SeatsService],
  exports: [SeatsService],
})
export class SeatsModule {}
