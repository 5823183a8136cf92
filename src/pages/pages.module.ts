import { Module } from '@nestjs/common';
import { AuditModule } from '../core/events/records/audit.module';
import { WebhooksModule } from '../core/events/webhooks/webhooks.module';
import { DataExportsModule } from '../core/platform/exports/data-exports.module';
import { FilesModule } from '../core/platform/files/files.module';
import { IdempotencyModule } from '../core/platform/idempotency/idempotency.module';
import { RecordHistoryService } from './audit/record-history.service';
import { ExportFlowService } from './exports/export-flow.service';
import { ImportFilesService } from './import/import-files.service';
import { ImportFlowService } from './import/import-flow.service';

const SERVICES = [ExportFlowService, ImportFilesService, ImportFlowService, RecordHistoryService];

/** The services of pages: a module with `@ConsoleController`s imports it. */
@Module({
  imports: [AuditModule, DataExportsModule, FilesModule, IdempotencyModule, WebhooksModule],
  providers: SERVICES,
  exports: [...SERVICES, IdempotencyModule],
})
export class PagesModule {}
