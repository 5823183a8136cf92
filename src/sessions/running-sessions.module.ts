import { Module } from '@nestjs/common';
import { RunningSessions } from './running-sessions';

/** Below activations, whose end ends their sessions. */
@Module({
  providers: [RunningSessions],
  exports: [RunningSessions],
})
export class RunningSessionsModule {}
