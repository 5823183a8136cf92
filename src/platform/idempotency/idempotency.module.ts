import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyService } from './idempotency.service';

@Module({
  providers: [
    IdempotencyService,
    IdempotencyInterceptor,
    defineJob({
      name: 'idempotency-sweep',
      cron: '7 * * * *',
      service: IdempotencyService,
      run: (idempotency) => idempotency.sweep(),
    }),
  ],
  exports: [IdempotencyService, IdempotencyInterceptor],
})
export class IdempotencyModule {}
