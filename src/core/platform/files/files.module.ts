import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { StoredFilesService } from './stored-files.service';

@Module({
  providers: [
    StoredFilesService,
    defineJob({
      name: 'file-sweep',
      cron: '*/10 * * * *',
      service: StoredFilesService,
      run: (files) => files.sweep(),
    }),
  ],
  exports: [StoredFilesService],
})
export class FilesModule {}
