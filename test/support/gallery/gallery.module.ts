import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../../../src/platform/idempotency/idempotency.module';
import { ComponentsController } from './components.controller';

/** A page of the console with one of each component, which only test servers have. */
@Module({ imports: [IdempotencyModule], controllers: [ComponentsController] })
export class GalleryModule {}
