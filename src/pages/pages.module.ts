import { Module } from '@nestjs/common';
import { DataExportsModule } from '../platform/exports/data-exports.module';
import { FilesModule } from '../platform/files/files.module';
import { IdempotencyModule } from '../platform/idempotency/idempotency.module';
import { ExportFlowService } from './exports/export-flow.service';
import { ImportFilesService } from './import/import-files.service';
import { ImportFlowService } from './import/import-flow.service';

const SERVICES = [ExportFlowService, ImportFilesService, ImportFlowService];

/** The services of pages: a module with `@ConsoleController`s imports it. */
@Module({
  imports: [DataExportsModule, FilesModule, IdempotencyModule],
  providers: SERVICES,
  exports: [...SERVICES, IdempotencyModule],
})
export class PagesModule {}
