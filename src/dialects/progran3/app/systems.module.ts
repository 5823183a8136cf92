import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../../licensing/activations/activations.module';
import { CustomersModule } from '../../../customers/customers/customers.module';
import { defineJob } from '../../../platform/jobs/define-job';
import { LicensesModule } from '../../../licensing/licenses/licenses.module';
import { ClaimLicenseService } from './claim-license.service';
import { HeartbeatsService } from './heartbeats.service';
import { SystemsService } from './systems.service';

@Module({
  imports: [ActivationsModule, CustomersModule, LicensesModule],
  providers: [
    ClaimLicenseService,
    HeartbeatsService,
    SystemsService,
    defineJob({
      name: 'heartbeat-sweep',
      cron: '41 3 * * *',
      service: HeartbeatsService,
      run: (heartbeats) => heartbeats.sweep(),
    }),
  ],
  exports: [ClaimLicenseService, HeartbeatsService, SystemsService],
})
export class SystemsModule {}
