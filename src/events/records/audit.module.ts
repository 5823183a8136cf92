import { Module } from '@nestjs/common';
import { EventFeedService } from './event-feed.service';
import { EventSequenceService } from './event-sequence.service';
import { RecordsController } from './records.controller';
import { RecordsService } from './records.service';
import { SeatSeriesController } from './seat-series.controller';
import { SeatSeriesService } from './seat-series.service';

@Module({
  controllers: [RecordsController, SeatSeriesController],
  providers: [RecordsService, EventFeedService, EventSequenceService, SeatSeriesService],
  exports: [EventFeedService, RecordsService, EventSequenceService, SeatSeriesService],
})
export class AuditModule {}
