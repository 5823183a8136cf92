import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { StoredFiles } from './stored-files.service';

@Module({
  providers: [
    StoredFiles,
    defineJob({
      name: 'file-sweep',
      cron: '*/10 * * * *',
      service: StoredFiles,
      run: (files) => files.sweep(),
    }),
  ],
  exports: [StoredFiles],
})
export class FilesModule {}
