import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { AuditModule } from '../../events/records/audit.module';
import { WebhooksModule } from '../../events/webhooks/webhooks.module';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { ApiKeyPagesController } from './api-keys/api-key-pages.controller';
import { DialectOverviewsService } from './dialects/dialect-overviews.service';
import { DialectPagesController } from './dialects/dialect-pages.controller';
import { TryRequestService } from './dialects/try-request.service';
import { SigningKeyPagesController } from './signing-keys/signing-key-pages.controller';
import { WebhookDeliveryPagesController } from './webhooks/webhook-delivery-pages.controller';
import { WebhookFormsController } from './webhooks/webhook-forms.controller';
import { WebhookPagesController } from './webhooks/webhook-pages.controller';

@Module({
  imports: [
    ApiKeysModule,
    AuditModule,
    MetricsModule,
    ProductsModule,
    SigningKeysModule,
    VerificationsModule,
    WebhooksModule,
  ],
  controllers: [
    ApiKeyPagesController,
    DialectPagesController,
    SigningKeyPagesController,
    WebhookDeliveryPagesController,
    WebhookFormsController,
    WebhookPagesController,
  ],
  providers: [DialectOverviewsService, TryRequestService],
})
export class IntegrationsPagesModule {}
