import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ProductsModule } from '../../../core/catalog';
import { CustomersModule } from '../../../core/customers';
import { LicensesModule } from '../../../core/licenses';
import { ApiKeysModule, UsersModule } from '../../../core/identity';
import { ClientCallsModule } from '../../../core/verification';
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
