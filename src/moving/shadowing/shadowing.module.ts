import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ComparisonsService } from './comparisons.service';
import { FindKeyService } from './find-key.service';
import { LearnLicenseService } from './learn-license.service';
import { NamedProductsService } from './named-products.service';
import { OldServerService } from './old-server.service';
import { RehearseRequestService } from './rehearse-request.service';
import { ShadowingService } from './shadowing.service';
import { ShadowsController } from './shadows.controller';

@Module({
  imports: [ClientCallsModule, CustomersModule, DiscoveryModule, LicensesModule, ProductsModule],
  controllers: [ShadowsController],
  providers: [
    ComparisonsService,
    FindKeyService,
    LearnLicenseService,
    NamedProductsService,
    OldServerService,
    RehearseRequestService,
    ShadowingService,
  ],
  exports: [ComparisonsService, NamedProductsService, ShadowingService],
})
export class ShadowingModule {}
