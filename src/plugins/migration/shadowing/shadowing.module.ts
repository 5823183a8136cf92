import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ProductsModule } from '../../../core/catalog/products/products.module';
import { CustomersModule } from '../../../core/customers/customers/customers.module';
import { LicensesModule } from '../../../core/licenses/licenses.module';
import { ApiKeysModule } from '../../../core/identity/api-keys/api-keys.module';
import { UsersModule } from '../../../core/identity/users/users.module';
import { ClientCallsModule } from '../../../core/verification/calls/client-calls.module';
import { ComparisonsService } from './comparisons.service';
import { FindKeyService } from './find-key.service';
import { ForwardingLimitsService } from './forwarding-limits.service';
import { LearnLicenseService } from './learn-license.service';
import { NamedProductsService } from './named-products.service';
import { OldServerService } from './old-server.service';
import { OwnRequestsService } from './own-requests.service';
import { RehearseRequestService } from './rehearse-request.service';
import { SharedNamesService } from './shared-names.service';
import { ShadowingService } from './shadowing.service';
import { ShadowsController } from './shadows.controller';

@Module({
  imports: [
    ApiKeysModule,
    ClientCallsModule,
    CustomersModule,
    DiscoveryModule,
    LicensesModule,
    ProductsModule,
    UsersModule,
  ],
  controllers: [ShadowsController],
  providers: [
    ComparisonsService,
    FindKeyService,
    ForwardingLimitsService,
    LearnLicenseService,
    NamedProductsService,
    OldServerService,
    OwnRequestsService,
    RehearseRequestService,
    SharedNamesService,
    ShadowingService,
  ],
  exports: [ComparisonsService, NamedProductsService, SharedNamesService, ShadowingService],
})
export class ShadowingModule {}
