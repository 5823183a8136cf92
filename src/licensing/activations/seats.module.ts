import { Module } from '@nestjs/common';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { VerificationLogModule } from '../verifications/verification-log.module';
import { SeatChangesService } from './seat-changes.service';
import { SeatsService } from './seats.service';

/** Separate from activations, because a check can take a free seat. */
@Module({
  imports: [ActiveSessionsModule, VerificationLogModule],
  providers: [SeatChangesService, SeatsService],
  exports: [SeatChangesService, SeatsService],
})
export class SeatsModule {}
