import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { ApiKeyStrategy } from './api-key.strategy';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeys } from './api-keys.service';

@Module({
  imports: [ProductsModule],
  controllers: [ApiKeysController],
  providers: [ApiKeys, ApiKeyStrategy],
  exports: [ApiKeys],
})
export class ApiKeysModule {}
