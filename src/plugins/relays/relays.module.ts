import { Module } from '@nestjs/common';
import { AnomaliesModule, LicenseAdministrationModule } from '../../core/licensing';
import { defineJob, JobsModule, SigningKeysModule } from '../../core/platform';
import { ClientCallsModule, MeterUsageModule } from '../../core/verification';
import { EndRelaysService } from './end-relays.service';
import { FreePoolsService } from './free-pools.service';
import { RelayCallsController } from './relay-calls.controller';
import { RelayFilesService } from './relay-files.service';
import { ReadReportService } from './read-report.service';
import { RelayReportsService } from './relay-reports.service';
import { RelaysController } from './relays.controller';
import { RelaysService } from './relays.service';
import { RenewRelayService } from './renew-relay.service';
import { TrueUpService } from './true-up.service';
import { WitnessService } from './witness/witness.service';

@Module({
  imports: [
    AnomaliesModule,
    ClientCallsModule,
    JobsModule,
    LicenseAdministrationModule,
    MeterUsageModule,
    SigningKeysModule,
  ],
  controllers: [RelayCallsController, RelaysController],
  providers: [
    EndRelaysService,
    FreePoolsService,
    ReadReportService,
    RelayFilesService,
    RelayReportsService,
    RelaysService,
    RenewRelayService,
    TrueUpService,
    WitnessService,
    defineJob({
      name: 'end-relays',
      cron: '*/5 * * * *',
      service: EndRelaysService,
      run: (relays) => relays.run(),
    }),
  ],
  exports: [RelayReportsService, RelaysService, TrueUpService],
})
export class RelaysModule {}
