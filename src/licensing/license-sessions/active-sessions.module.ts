import { Module } from '@nestjs/common';
import { ActiveSessionsService } from './active-sessions.service';

/** Below activations, whose end ends their sessions. */
@Module({
  providers: [ActiveSessionsService],
  exports: [ActiveSessionsService],
})
export class ActiveSessionsModule {}
