import { Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { IdempotencyModule } from '../../platform/idempotency/idempotency.module';
import { SendOnceService } from '../kit/send-once.service';
import { ImportFilesService } from './import-files.service';
import { ImportFlowService } from './import-flow.service';

@Module({
  imports: [FilesModule, IdempotencyModule],
  providers: [ImportFilesService, ImportFlowService, SendOnceService],
  exports: [ImportFlowService],
})
export class ImportFlowModule {}
