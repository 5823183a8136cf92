import { SavedViewsModule } from '../../../src/identity/saved-views/saved-views.module';
import { Module } from '@nestjs/common';
import { AttentionCountsModule } from '../../../src/events/webhooks/attention-counts.module';
import { IdempotencyModule } from '../../../src/platform/idempotency/idempotency.module';
import { ComponentsController } from './components.controller';

/** A page of the console with one of each component, which only test servers have. */
@Module({ imports: [AttentionCountsModule, IdempotencyModule, SavedViewsModule], controllers: [ComponentsController] })
export class GalleryModule {}
