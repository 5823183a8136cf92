/** Plug-ins may use these names of the room. */
export { AttentionCountsModule } from './attention/attention-counts.module';
export { type AttentionCounts, AttentionCountsService } from './attention/attention-counts.service';
export { type AuditSearch, AuditSearchService } from './records/audit-search.service';
export { AuditSubjectsService, type Subject, subjectKey, type Subjects } from './records/audit-subjects.service';
export { AUDIT_VIEWS } from './records/audit-views';
export { AuditModule } from './records/audit.module';
export { EVENT_NAMES } from './records/catalogue';
export { AuditEntryDto, EventDto } from './records/dto/records.dto';
export { entryOfProducts, eventOfProducts } from './records/entry-of-products';
export { EventFeedService } from './records/event-feed.service';
export { patternOf, selectedEvents } from './records/event-patterns';
export { EventPayloadsService } from './records/event-payloads.service';
export { type EventFilter, type Span, targetIn } from './records/event-query';
export { EventSamplesService } from './records/event-samples.service';
export { RecordsService } from './records/records.service';
export { type SeatSeries, SeatSeriesService } from './records/seat-series.service';
export { subjectName } from './records/subject-name';
export { CreateWebhookDto, RotateWebhookSecretDto, UpdateWebhookDto, WebhookDto } from './webhooks/dto/webhook.dto';
export { WebhookDeliveriesService } from './webhooks/webhook-deliveries.service';
export {
  COUNTED_DELIVERIES,
  type LatestDelivery,
  type UndeliveredCounts,
  WebhookDeliveryDetailsService,
} from './webhooks/webhook-delivery-details.service';
export { DELIVERY_STATUSES, WebhookDelivery } from './webhooks/webhook-delivery.entity';
export { endpointSecret, WebhookEndpoint } from './webhooks/webhook-endpoint.entity';
export { type EndpointWithSecret, WebhookEndpointsService } from './webhooks/webhook-endpoints.service';
export { WEBHOOK_FORMATS, WebhookFormat } from './webhooks/webhook-format';
export { FAILING_LIMIT_MS } from './webhooks/webhook-outcomes.service';
export { WebhookQueueService } from './webhooks/webhook-queue.service';
export {
  type WebhookRecipient,
  type WebhookRecipients,
  WebhookRecipientsService,
} from './webhooks/webhook-recipients.service';
export { RETRY_BATCH, WebhookRetriesService } from './webhooks/webhook-retries.service';
export { WebhookTestsService } from './webhooks/webhook-tests.service';
export { WebhooksModule } from './webhooks/webhooks.module';
