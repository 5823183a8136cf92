/** Plug-ins may use these names of the room. */
export type { AttentionCounts } from './attention/attention-counts.service';
export { AuditSearchService } from './records/audit-search.service';
export { AuditSubjectsService, type Subject, subjectKey, type Subjects } from './records/audit-subjects.service';
export { AuditModule } from './records/audit.module';
export { EVENT_NAMES } from './records/catalogue';
export { EventPayloadsService } from './records/event-payloads.service';
export { subjectName } from './records/subject-name';
export { CreateWebhookDto } from './webhooks/dto/webhook.dto';
export { WebhookDelivery } from './webhooks/webhook-delivery.entity';
export { endpointSecret, WebhookEndpoint } from './webhooks/webhook-endpoint.entity';
export { WebhookEndpointsService } from './webhooks/webhook-endpoints.service';
export { WebhookFormat } from './webhooks/webhook-format';
export type { WebhookRecipients } from './webhooks/webhook-recipients.service';
export { WebhooksModule } from './webhooks/webhooks.module';
export { SettingChangesService } from './records/setting-changes.service';
