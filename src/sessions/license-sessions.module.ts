import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { defineJob } from '../jobs/define-job';
import { VerificationsModule } from '../verifications/verifications.module';
import { DeadSessions } from './dead-sessions';
import { LicenseSessionsController } from './license-sessions.controller';
import { RunningSessionsModule } from './running-sessions.module';
import { LicenseSessions } from './license-sessions.service';

@Module({
  imports: [ActivationsModule, RunningSessionsModule, VerificationsModule],
  controllers: [LicenseSessionsController],
  providers: [
    LicenseSessions,
    DeadSessions,
    defineJob({
      name: 'dead-sessions',
      cron: '* * * * *',
      service: DeadSessions,
      run: (sessions) => sessions.sweep(),
    }),
  ],
  exports: [LicenseSessions],
})
export class LicenseSessionsModule {}
