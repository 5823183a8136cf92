import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { CustomersModule } from '../customers/customers.module';
import { defineJob } from '../jobs/define-job';
import { LicensesModule } from '../licenses/licenses.module';
import { ClaimLicense } from './claim-license.service';
import { Heartbeats } from './heartbeats.service';
import { SystemsService } from './systems.service';

@Module({
  imports: [ActivationsModule, CustomersModule, LicensesModule],
  providers: [
    ClaimLicense,
    Heartbeats,
    SystemsService,
    defineJob({
      name: 'heartbeat-sweep',
      cron: '41 3 * * *',
      service: Heartbeats,
      run: (heartbeats) => heartbeats.sweep(),
    }),
  ],
  exports: [ClaimLicense, Heartbeats, SystemsService],
})
export class SystemsModule {}
