import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { TakeKeyService } from './take-key.service';
import { ImportKeysService } from './import-keys.service';
import { KeyPoolsController } from './key-pools.controller';
import { KeyPoolsService } from './key-pools.service';

@Module({
  imports: [LicenseAdministrationModule, PoliciesModule, ProductsModule],
  controllers: [KeyPoolsController],
  providers: [TakeKeyService, ImportKeysService, KeyPoolsService],
  exports: [ImportKeysService, KeyPoolsService],
})
export class KeyPoolsModule {}
