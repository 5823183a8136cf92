import { Module } from '@nestjs/common';
import { EventFeedService } from './event-feed.service';
import { EventSequenceService } from './event-sequence.service';
import { RecordsController } from './records.controller';
import { RecordsService } from './records.service';

@Module({
  controllers: [RecordsController],
  providers: [RecordsService, EventFeedService, EventSequenceService],
  exports: [EventFeedService, RecordsService, EventSequenceService],
})
export class AuditModule {}
