import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { VerificationModule } from '../verification.module';
import { BorrowSessionService } from './borrow-session.service';
import { EndSessionService } from './end-session.service';
import { SessionCallsController } from './session-calls.controller';
import { PlaceSessionService } from './place-session.service';
import { SeatReservationsController } from './seat-reservations.controller';
import { SeatUsageController } from './seat-usage.controller';
import { SeatUsageService } from './seat-usage.service';
import { SeatReservationsService } from './seat-reservations.service';
import { ResumeSessionService } from './resume-session.service';
import { SeatsByLicenseService } from './seats-by-license.service';
import { SeatsInUseService } from './seats-in-use.service';
import { SessionFeaturesService } from './session-features.service';
import { SessionReaperService } from './session-reaper.service';
import { IdleSessionsService } from './idle-sessions.service';
import { LicenseSessionsController } from './license-sessions.controller';
import { LicenseSessionsService } from './license-sessions.service';
import { ListSessionsService } from './list-sessions.service';
import { SessionSeriesService } from './session-series.service';
import { WaitingLineService } from './waiting-line.service';
import { SignedSessionsService } from './signed-sessions.service';

/** Sessions of floating licenses: import it to inject their services. */
@Module({
  imports: [SignedAnswersModule, VerificationModule],
  controllers: [LicenseSessionsController, SeatReservationsController, SeatUsageController, SessionCallsController],
  providers: [
    BorrowSessionService,
    EndSessionService,
    IdleSessionsService,
    LicenseSessionsService,
    ListSessionsService,
    PlaceSessionService,
    ResumeSessionService,
    SeatReservationsService,
    SeatUsageService,
    SeatsByLicenseService,
    SeatsInUseService,
    SessionFeaturesService,
    SessionReaperService,
    SessionSeriesService,
    SignedSessionsService,
    WaitingLineService,
    defineJob({
      name: 'dead-sessions',
      cron: '* * * * *',
      service: SessionReaperService,
      run: (sessions) => sessions.sweep(),
    }),
    defineJob({
      name: 'sweep-waiting-line',
      cron: '53 * * * *',
      service: WaitingLineService,
      run: (line) => line.sweep(),
    }),
  ],
  exports: [
    EndSessionService,
    LicenseSessionsService,
    ListSessionsService,
    ResumeSessionService,
    SeatReservationsService,
    SeatUsageService,
    SeatsByLicenseService,
    SeatsInUseService,
    SessionSeriesService,
    WaitingLineService,
  ],
})
export class LicenseSessionsModule {}
