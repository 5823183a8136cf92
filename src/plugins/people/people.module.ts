import { Module } from '@nestjs/common';
import { AuditModule } from '../../core/events';
import { DataExportsModule, defineJob, JobsModule, ArchivesModule } from '../../core/platform';
import { EraseCopiesService } from './erase-copies.service';
import { EraseRowsService } from './erase-rows.service';
import { ExportPersonService } from './export-person.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { ERASE_PEOPLE, RunErasuresService } from './run-erasures.service';

@Module({
  imports: [ArchivesModule, AuditModule, DataExportsModule, JobsModule],
  controllers: [PeopleController],
  providers: [
    EraseCopiesService,
    EraseRowsService,
    ExportPersonService,
    PeopleService,
    RunErasuresService,
    defineJob({
      name: ERASE_PEOPLE,
      cron: '* * * * *',
      atStart: true,
      service: RunErasuresService,
      run: (erasures, payload) => erasures.run(payload),
    }),
  ],
  exports: [PeopleService],
})
export class PeopleModule {}
