import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { defineJob } from '../../platform/jobs/define-job';
import { ClientCallsModule } from '../calls/client-calls.module';
import { RequestTrialService } from './request-trial.service';
import { TrialConfirmationsService } from './trial-confirmations.service';
import { TrialOffersService } from './trial-offers.service';
import { TrialSearchSource } from './trial-search-source';
import { TrialsController } from './trials.controller';
import { TrialsService } from './trials.service';

@Module({
  imports: [ClientCallsModule, CustomersModule, LicensesModule, ProductsModule],
  controllers: [TrialsController],
  providers: [
    RequestTrialService,
    TrialConfirmationsService,
    TrialOffersService,
    TrialSearchSource,
    TrialsService,
    defineJob({
      name: 'sweep-trial-confirmations',
      cron: '52 3 * * *',
      service: TrialConfirmationsService,
      run: (confirmations) => confirmations.deleteOld(),
    }),
  ],
  exports: [TrialConfirmationsService, TrialOffersService, TrialSearchSource, TrialsService],
})
export class TrialsModule {}
