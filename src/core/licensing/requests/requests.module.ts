import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ApiKeyRequestsController } from './api-key-requests.controller';
import { LicenseRequestsController } from './license-requests.controller';

@Module({
  imports: [ApiKeysModule, LicenseAdministrationModule, VerificationsModule],
  controllers: [ApiKeyRequestsController, LicenseRequestsController],
})
export class RequestsModule {}
