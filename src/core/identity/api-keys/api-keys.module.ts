import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { ApiKeyNoticesService } from './api-key-notices.service';
import { ApiKeyProductsService } from './api-key-products.service';
import { ApiKeyVersionsService } from './api-key-versions.service';
import { ApiKeyUsesService } from './api-key-uses.service';
import { API_KEY_SETTINGS } from './api-key.settings';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';
import { AuthenticateApiKeyService } from './authenticate-api-key.service';

/** API keys: import it to inject `ApiKeysService`. */
@Module({
  controllers: [ApiKeysController],
  providers: [
    ApiKeysService,
    AuthenticateApiKeyService,
    ApiKeyProductsService,
    ApiKeyUsesService,
    ApiKeyVersionsService,
    ApiKeyNoticesService,
    { provide: 'settings:api-keys', useValue: API_KEY_SETTINGS },
    defineJob({
      name: 'expiring-api-keys',
      cron: '13 * * * *',
      service: ApiKeyNoticesService,
      run: (notices) => notices.recordExpiring(),
    }),
  ],
  exports: [ApiKeysService, AuthenticateApiKeyService, ApiKeyUsesService, ApiKeyVersionsService],
})
export class ApiKeysModule {}
