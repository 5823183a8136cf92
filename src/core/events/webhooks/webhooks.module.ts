import { ProductsModule } from '../../catalog/products/products.module';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineJob } from '../../platform/jobs/define-job';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { OutgoingModule } from '../../platform/outgoing/outgoing.module';
import { AuditModule } from '../records/audit.module';
import { NativeWebhookFormat } from './native-webhook-format';
import { DisabledWebhookRule, WEBHOOK_ALERT_SETTINGS, WebhookQueueAgeRule } from './webhook-alert-rules';
import { WebhookDeliveriesController } from './webhook-deliveries.controller';
import { WebhookDeliveriesService } from './webhook-deliveries.service';
import { WebhookDeliveryDetailsService } from './webhook-delivery-details.service';
import { WebhookDispatcherService } from './webhook-dispatcher.service';
import { WebhookEndpointsService } from './webhook-endpoints.service';
import { WebhookOutcomesService } from './webhook-outcomes.service';
import { WebhookQueueService } from './webhook-queue.service';
import { WebhookRecipientsService } from './webhook-recipients.service';
import { WebhookRequestsService } from './webhook-requests.service';
import { WebhookRetriesService } from './webhook-retries.service';
import { WebhookSenderService } from './webhook-sender.service';
import { WebhookTestsService } from './webhook-tests.service';
import { WebhooksController } from './webhooks.controller';

/** Webhooks: import it to inject the services of endpoints and deliveries. */
@Module({
  imports: [AuditModule, DiscoveryModule, MetricsModule, OutgoingModule, ProductsModule],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    DisabledWebhookRule,
    NativeWebhookFormat,
    WebhookQueueAgeRule,
    { provide: 'settings:webhook-alerts', useValue: WEBHOOK_ALERT_SETTINGS },
    WebhookEndpointsService,
    WebhookDeliveriesService,
    WebhookDeliveryDetailsService,
    WebhookDispatcherService,
    WebhookOutcomesService,
    WebhookQueueService,
    WebhookRecipientsService,
    WebhookRequestsService,
    WebhookRetriesService,
    WebhookSenderService,
    WebhookTestsService,
    defineJob({
      name: 'webhook-deliveries-sweep',
      cron: '41 * * * *',
      service: WebhookDeliveriesService,
      run: (deliveries) => deliveries.sweep(),
    }),
  ],
  exports: [
    WebhookEndpointsService,
    WebhookDeliveriesService,
    WebhookDeliveryDetailsService,
    WebhookDispatcherService,
    WebhookQueueService,
    WebhookRecipientsService,
    WebhookRetriesService,
    WebhookTestsService,
  ],
})
export class WebhooksModule {}
