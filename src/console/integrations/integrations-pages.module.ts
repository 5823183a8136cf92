import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { AuditModule } from '../../events/audit.module';
import { WebhooksModule } from '../../events/webhooks/webhooks.module';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { ApiKeyPagesController } from './api-keys/api-key-pages.controller';
import { SigningKeyPagesController } from './signing-keys/signing-key-pages.controller';
import { WebhookDeliveryPagesController } from './webhooks/webhook-delivery-pages.controller';
import { WebhookFormsController } from './webhooks/webhook-forms.controller';
import { WebhookPagesController } from './webhooks/webhook-pages.controller';

@Module({
  imports: [ApiKeysModule, AuditModule, ProductsModule, SigningKeysModule, WebhooksModule],
  controllers: [
    ApiKeyPagesController,
    SigningKeyPagesController,
    WebhookDeliveryPagesController,
    WebhookFormsController,
    WebhookPagesController,
  ],
})
export class IntegrationsPagesModule {}
