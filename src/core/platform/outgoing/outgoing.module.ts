import { Module } from '@nestjs/common';
import { OutgoingTargetsService } from './outgoing-targets.service';

@Module({ providers: [OutgoingTargetsService], exports: [OutgoingTargetsService] })
export class OutgoingModule {}
