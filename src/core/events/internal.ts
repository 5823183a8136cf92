/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { AttentionCountsModule } from './attention/attention-counts.module';
export { AttentionCountsService } from './attention/attention-counts.service';
export type { AuditSearch } from './records/audit-search.service';
export { AUDIT_VIEWS } from './records/audit-views';
export { AuditEntryDto, EventDto } from './records/dto/records.dto';
export { entryOfProducts, eventOfProducts } from './records/entry-of-products';
export { EventFeedService } from './records/event-feed.service';
export { patternOf, selectedEvents } from './records/event-patterns';
export { type EventFilter, type Span, targetIn } from './records/event-query';
export { EventSamplesService } from './records/event-samples.service';
export { RecordsService } from './records/records.service';
export { type SeatSeries, SeatSeriesService } from './records/seat-series.service';
export { RotateWebhookSecretDto, UpdateWebhookDto, WebhookDto } from './webhooks/dto/webhook.dto';
export { WebhookDeliveriesService } from './webhooks/webhook-deliveries.service';
export {
  COUNTED_DELIVERIES,
  type LatestDelivery,
  type UndeliveredCounts,
  WebhookDeliveryDetailsService,
} from './webhooks/webhook-delivery-details.service';
export { DELIVERY_STATUSES } from './webhooks/webhook-delivery.entity';
export type { EndpointWithSecret } from './webhooks/webhook-endpoints.service';
export { WEBHOOK_FORMATS } from './webhooks/webhook-format';
export { FAILING_LIMIT_MS } from './webhooks/webhook-outcomes.service';
export { type WebhookRecipient, WebhookRecipientsService } from './webhooks/webhook-recipients.service';
export { RETRY_BATCH, WebhookRetriesService } from './webhooks/webhook-retries.service';
export { WebhookTestsService } from './webhooks/webhook-tests.service';
