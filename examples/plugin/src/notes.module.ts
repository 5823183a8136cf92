import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from 'keyward/core/licensing';
import { HoldRule } from './hold.rule';
import { NotesController } from './notes.controller';
import { NotesService } from './notes.service';
import { RefusedCallsObserver } from './refused-calls.observer';

@Module({
  imports: [LicenseAdministrationModule],
  controllers: [NotesController],
  providers: [NotesService, HoldRule, RefusedCallsObserver],
})
export class NotesModule {}
