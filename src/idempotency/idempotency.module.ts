import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { Idempotency } from './idempotency.service';

@Module({
  providers: [
    Idempotency,
    IdempotencyInterceptor,
    defineJob({
      name: 'idempotency-sweep',
      cron: '7 * * * *',
      service: Idempotency,
      run: (idempotency) => idempotency.sweep(),
    }),
  ],
  exports: [Idempotency, IdempotencyInterceptor],
})
export class IdempotencyModule {}
