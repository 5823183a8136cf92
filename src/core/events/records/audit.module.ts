import { Module } from '@nestjs/common';
import { AuditSearchService } from './audit-search.service';
import { AuditSubjectsService } from './audit-subjects.service';
import { EventFeedService } from './event-feed.service';
import { EventPayloadsService } from './event-payloads.service';
import { EventSamplesService } from './event-samples.service';
import { EventSequenceService } from './event-sequence.service';
import { RecordsController } from './records.controller';
import { RecordsService } from './records.service';
import { SettingChangesService } from './setting-changes.service';
import { SeatSeriesController } from './seat-series.controller';
import { SeatSeriesService } from './seat-series.service';

/** The audit trail and the events: import it to inject the services that read them. */
@Module({
  controllers: [RecordsController, SeatSeriesController],
  providers: [
    RecordsService,
    AuditSearchService,
    AuditSubjectsService,
    EventFeedService,
    EventPayloadsService,
    EventSamplesService,
    EventSequenceService,
    SeatSeriesService,
    SettingChangesService,
  ],
  exports: [
    AuditSearchService,
    AuditSubjectsService,
    EventFeedService,
    EventPayloadsService,
    EventSamplesService,
    RecordsService,
    EventSequenceService,
    SeatSeriesService,
    SettingChangesService,
  ],
})
export class AuditModule {}
