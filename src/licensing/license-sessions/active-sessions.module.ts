import { Module } from '@nestjs/common';
import { ActiveSessionsService } from './active-sessions.service';

/** Separate from license sessions, because activations depend on it. */
@Module({
  providers: [ActiveSessionsService],
  exports: [ActiveSessionsService],
})
export class ActiveSessionsModule {}
