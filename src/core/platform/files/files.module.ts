import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { StoredFilesService } from './stored-files.service';

/** Files in the database: import it to inject `StoredFilesService`. */
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
