import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { PoliciesModule } from '../policies/policies.module';
import { ProductsModule } from '../products/products.module';
import { ChangeLicense } from './change-license.service';
import { ExtendLicense } from './extend-license.service';
import { IssueLicensesService } from './issue-licenses.service';
import { LicenseColumns } from './license-columns.service';
import { LicenseFiguresService } from './license-figures.service';
import { LicenseStandings } from './license-standings.service';
import { LicenseStates } from './license-states.service';
import { LicenseVerbsController } from './license-verbs.controller';
import { LicensesController } from './licenses.controller';
import { LicensesService } from './licenses.service';

@Module({
  imports: [CustomersModule, PoliciesModule, ProductsModule],
  controllers: [LicensesController, LicenseVerbsController],
  providers: [
    ChangeLicense,
    ExtendLicense,
    IssueLicensesService,
    LicenseColumns,
    LicenseFiguresService,
    LicensesService,
    LicenseStandings,
    LicenseStates,
  ],
  exports: [
    ChangeLicense,
    ExtendLicense,
    IssueLicensesService,
    LicenseFiguresService,
    LicensesService,
    LicenseStandings,
    LicenseStates,
  ],
})
export class LicensesModule {}
