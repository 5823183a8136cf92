import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FilesModule } from '../files/files.module';
import { defineJob } from '../jobs/define-job';
import { JobsModule } from '../jobs/jobs.module';
import { DataExportsService } from './data-exports.service';
import { RUN_DATA_EXPORTS } from './run-data-exports';
import { RunDataExportsService } from './run-data-exports.service';

/** Exports of data as files: import it to inject `DataExportsService`. */
@Module({
  imports: [DiscoveryModule, FilesModule, JobsModule],
  providers: [
    DataExportsService,
    RunDataExportsService,
    defineJob({
      name: RUN_DATA_EXPORTS,
      cron: '* * * * *',
      atStart: true,
      service: RunDataExportsService,
      run: (exports, payload) => exports.run(payload),
    }),
    defineJob({
      name: 'sweep-data-exports',
      cron: '*/10 * * * *',
      service: DataExportsService,
      run: (exports) => exports.sweep(),
    }),
  ],
  exports: [DataExportsService],
})
export class DataExportsModule {}
