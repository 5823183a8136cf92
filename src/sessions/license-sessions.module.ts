import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { LicenseSessionsController } from './license-sessions.controller';
import { RunningSessionsModule } from './running-sessions.module';
import { LicenseSessions } from './license-sessions.service';

@Module({
  imports: [ActivationsModule, RunningSessionsModule, VerificationsModule],
  controllers: [LicenseSessionsController],
  providers: [LicenseSessions],
  exports: [LicenseSessions],
})
export class LicenseSessionsModule {}
