import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { defineJob } from '../jobs/define-job';
import { ArchivesService } from './archives.service';
import { SweepArchivesService } from './sweep-archives.service';

/** Deleted records that can be restored: import it to inject their services. */
@Module({
  imports: [FilesModule],
  providers: [
    ArchivesService,
    SweepArchivesService,
    defineJob({
      name: 'sweep-archives',
      cron: '*/10 * * * *',
      service: SweepArchivesService,
      run: (archives) => archives.sweep(),
    }),
  ],
  exports: [ArchivesService],
})
export class ArchivesModule {}
