import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyService } from './idempotency.service';
import { SentFormsService } from './sent-forms.service';

/** Forms and requests that are carried out once: import it to inject their services. */
@Module({
  providers: [
    IdempotencyService,
    IdempotencyInterceptor,
    SentFormsService,
    defineJob({
      name: 'idempotency-sweep',
      cron: '7 * * * *',
      service: IdempotencyService,
      run: (idempotency) => idempotency.sweep(),
    }),
  ],
  exports: [IdempotencyInterceptor, SentFormsService],
})
export class IdempotencyModule {}
