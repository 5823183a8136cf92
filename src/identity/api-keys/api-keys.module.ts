import { Module } from '@nestjs/common';
import { ApiKeyProductsService } from './api-key-products.service';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';

@Module({
  controllers: [ApiKeysController],
  providers: [ApiKeysService, ApiKeyProductsService],
  exports: [ApiKeysService],
})
export class ApiKeysModule {}
