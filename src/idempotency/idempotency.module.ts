import { Module } from '@nestjs/common';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { Idempotency } from './idempotency.service';

@Module({
  providers: [Idempotency, IdempotencyInterceptor],
  exports: [Idempotency, IdempotencyInterceptor],
})
export class IdempotencyModule {}
