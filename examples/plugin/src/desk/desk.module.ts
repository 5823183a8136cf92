import { Module } from '@nestjs/common';
import { NotesModule } from '../notes.module';
import { DeskController } from './desk.controller';

export { DESK } from './desk.dialect';

@Module({ imports: [NotesModule], controllers: [DeskController] })
export class DeskModule {}
