import { Module } from '@nestjs/common';
import { WebhooksModule } from '../core/events';
import { AuditModule } from '../core/events';
import { MailsModule } from '../core/mail';
import { DataExportsModule, FilesModule } from '../core/platform';
import { IdempotencyModule } from '../core/platform/internal';
import { RecordHistoryService } from './audit/record-history.service';
import { ExportFlowService } from './exports/export-flow.service';
import { ImportFilesService } from './import/import-files.service';
import { ImportFlowService } from './import/import-flow.service';
import { MailChecksService } from './settings/mail-checks.service';
import { SettingPagesService } from './settings/setting-pages.service';

const SERVICES = [
  ExportFlowService,
  ImportFilesService,
  ImportFlowService,
  MailChecksService,
  RecordHistoryService,
  SettingPagesService,
];

/** The services of pages: a module with `@ConsoleController`s imports it. */
@Module({
  imports: [AuditModule, DataExportsModule, FilesModule, IdempotencyModule, MailsModule, WebhooksModule],
  providers: SERVICES,
  exports: [...SERVICES, IdempotencyModule],
})
export class PagesModule {}
