import { Module } from '@nestjs/common';
import { VerificationModule } from '../verification.module';
import { CorrectMeterService } from './correct-meter.service';
import { JudgeUsageService } from './judge-usage.service';
import { MeterGrantListsService } from './meter-grant-lists.service';
import { MeterGrantsController } from './meter-grants.controller';
import { MeterGrantsService } from './meter-grants.service';
import { MeterHistoryService } from './meter-history.service';
import { MeterPoolsService } from './meter-pools.service';
import { UsageController } from './usage.controller';
import { defineJob } from '../../platform/jobs/define-job';
import { ReservationsController } from './reservations.controller';
import { ReservationsService } from './reservations.service';
import { SweepReservationsService } from './sweep-reservations.service';
import { TakeMetersService } from './take-meters.service';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { UseMetersService } from './use-meters.service';

/** Use of meters, its reservations, corrections and grants. */
@Module({
  imports: [SignedAnswersModule, VerificationModule],
  controllers: [UsageController, ReservationsController, MeterGrantsController],
  providers: [
    CorrectMeterService,
    JudgeUsageService,
    MeterGrantListsService,
    MeterGrantsService,
    MeterHistoryService,
    MeterPoolsService,
    ReservationsService,
    SweepReservationsService,
    TakeMetersService,
    UseMetersService,
    defineJob({
      name: 'sweep-reservations',
      cron: '52 * * * *',
      service: SweepReservationsService,
      run: (reservations) => reservations.sweep(),
    }),
  ],
  exports: [CorrectMeterService, MeterGrantListsService, MeterGrantsService, MeterHistoryService, MeterPoolsService],
})
export class MeterUsageModule {}
