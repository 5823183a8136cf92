import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { definePartitions } from '../../platform/logs/partitioned-table';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ApiKeyRequestsController } from './api-key-requests.controller';
import { LicenseRequestsController } from './license-requests.controller';
import { MANAGEMENT_REQUEST_LOG } from './management-request.entity';
import { ManagementRequestsService } from './management-requests.service';
import { RequestLogController } from './request-log.controller';
import { RequestLogService } from './request-log.service';

/** The requests of programs, users and API keys: import it to inject `RequestLogService`. */
@Module({
  imports: [ApiKeysModule, LicenseAdministrationModule, VerificationsModule],
  controllers: [ApiKeyRequestsController, LicenseRequestsController, RequestLogController],
  providers: [ManagementRequestsService, RequestLogService, ...definePartitions(MANAGEMENT_REQUEST_LOG)],
  exports: [RequestLogService],
})
export class RequestsModule {}
