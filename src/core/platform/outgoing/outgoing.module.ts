import { Module } from '@nestjs/common';
import { OutgoingTargetsService } from './outgoing-targets.service';

/** Requests to other servers: import it to inject `OutgoingTargetsService`, which refuses private addresses. */
@Module({ providers: [OutgoingTargetsService], exports: [OutgoingTargetsService] })
export class OutgoingModule {}
