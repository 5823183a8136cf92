import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { LicenseAdministrationModule } from './license-administration.module';
import { ConvertTrialService } from './convert-trial.service';
import { TrialLicensesController } from './trial-licenses.controller';

@Module({
  imports: [LicenseAdministrationModule, LicensesModule, PoliciesModule, ProductsModule],
  controllers: [TrialLicensesController],
  providers: [ConvertTrialService],
  exports: [ConvertTrialService],
})
export class TrialConversionsModule {}
