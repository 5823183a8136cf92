import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from 'keyward/core/licensing';
import { defineJob } from 'keyward/core/platform';
import { HoldRule } from './hold.rule';
import { NotesController } from './notes.controller';
import { NotesService } from './notes.service';
import { NOTES_SETTINGS } from './notes.settings';
import { RefusedCallsObserver } from './refused-calls.observer';

const DELETE_OLD_NOTES = defineJob({
  name: 'notes-delete-old',
  cron: '17 3 * * *',
  service: NotesService,
  run: (notes) => notes.deleteOld(),
});

@Module({
  imports: [LicenseAdministrationModule],
  controllers: [NotesController],
  providers: [
    NotesService,
    HoldRule,
    RefusedCallsObserver,
    DELETE_OLD_NOTES,
    { provide: 'settings:notes', useValue: NOTES_SETTINGS },
  ],
  exports: [NotesService],
})
export class NotesModule {}
