import { Module } from '@nestjs/common';
import { BackgroundJobsModule } from '../../platform/background-jobs/background-jobs.module';
import { DataExportsModule } from '../../platform/exports/data-exports.module';
import { ExportJobsService } from './export-jobs.service';
import { JobsController } from './jobs.controller';

@Module({
  imports: [BackgroundJobsModule, DataExportsModule],
  controllers: [JobsController],
  providers: [ExportJobsService],
})
export class BackgroundJobRoutesModule {}
