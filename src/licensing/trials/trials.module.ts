import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { ActivationsModule } from '../activations/activations.module';
import { LicensesModule } from '../licenses/licenses.module';
import { ConvertTrialService } from './convert-trial.service';
import { RequestTrialService } from './request-trial.service';
import { TrialLicensesController } from './trial-licenses.controller';
import { TrialsController } from './trials.controller';
import { TrialsService } from './trials.service';

@Module({
  imports: [ActivationsModule, LicensesModule, PoliciesModule, ProductsModule],
  controllers: [TrialsController, TrialLicensesController],
  providers: [ConvertTrialService, RequestTrialService, TrialsService],
})
export class TrialsModule {}
