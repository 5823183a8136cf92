import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { SeatsModule } from '../activations/seats.module';
import { defineJob } from '../../platform/jobs/define-job';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { BorrowSessionService } from './borrow-session.service';
import { EndSessionService } from './end-session.service';
import { SessionCallsController } from './session-calls.controller';
import { SessionReaperService } from './session-reaper.service';
import { LicenseSessionsController } from './license-sessions.controller';
import { ActiveSessionsModule } from './active-sessions.module';
import { LicenseSessionsService } from './license-sessions.service';
import { ListSessionsService } from './list-sessions.service';
import { SignedSessionsService } from './signed-sessions.service';

@Module({
  imports: [ActivationsModule, ActiveSessionsModule, SeatsModule, SignedAnswersModule, VerificationsModule],
  controllers: [LicenseSessionsController, SessionCallsController],
  providers: [
    BorrowSessionService,
    EndSessionService,
    LicenseSessionsService,
    ListSessionsService,
    SessionReaperService,
    SignedSessionsService,
    defineJob({
      name: 'dead-sessions',
      cron: '* * * * *',
      service: SessionReaperService,
      run: (sessions) => sessions.sweep(),
    }),
  ],
  exports: [EndSessionService, LicenseSessionsService, ListSessionsService],
})
export class LicenseSessionsModule {}
