import { Module } from '@nestjs/common';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { VerificationLogModule } from '../verifications/verification-log.module';
import { DeviceComponentsService } from './device-components.service';
import { EvictSeatsService } from './evict-seats.service';
import { SeatChangesService } from './seat-changes.service';
import { SeatsService } from './seats.service';

/** Separate from activations, because a check can take a free seat. */
@Module({
  imports: [ActiveSessionsModule, VerificationLogModule],
  providers: [DeviceComponentsService, EvictSeatsService, SeatChangesService, SeatsService],
  exports: [DeviceComponentsService, SeatChangesService, SeatsService],
})
export class SeatsModule {}
