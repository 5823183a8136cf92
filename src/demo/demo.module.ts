import { Module } from '@nestjs/common';
import { ActivationsModule } from '../licensing/activations/activations.module';
import { ApiKeysModule } from '../identity/api-keys/api-keys.module';
import { CustomersModule } from '../customers/customers/customers.module';
import { LicensesModule } from '../licensing/licenses/licenses.module';
import { ProductsModule } from '../catalog/products/products.module';
import { VersionsModule } from '../catalog/versions/versions.module';
import { DemoCredentialsService } from './demo-credentials.service';
import { DemoService } from './demo.service';

@Module({
  imports: [ActivationsModule, ApiKeysModule, CustomersModule, LicensesModule, ProductsModule, VersionsModule],
  providers: [DemoService, DemoCredentialsService],
})
export class DemoModule {}
