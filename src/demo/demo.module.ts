import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { ApiKeysModule } from '../api-keys/api-keys.module';
import { CustomersModule } from '../customers/customers.module';
import { LicensesModule } from '../licenses/licenses.module';
import { ProductsModule } from '../products/products.module';
import { DemoCredentials } from './demo-credentials.service';
import { Demo } from './demo.service';

@Module({
  imports: [ActivationsModule, ApiKeysModule, CustomersModule, LicensesModule, ProductsModule],
  providers: [Demo, DemoCredentials],
})
export class DemoModule {}
