import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Clock } from '../../common/clock';
import { Metrics } from '../monitoring/metrics';
import { ScrapedQuery } from '../monitoring/scraped-query';
import { MailQueueService } from './mail-queue.service';

/** Result of one try to send an e-mail; `retry` is a failure that is tried again. */
export type MailOutcome = 'sent' | 'retry' | 'failed' | 'suppressed';

/** The tries of this node, and the age of the queue, which each process reports alike. */
@Injectable()
export class MailMetricsService {
  private readonly tries: Counter<'kind' | 'outcome'>;

  constructor({ registry }: Metrics, queue: MailQueueService, clock: Clock) {
    this.tries = new Counter({
      name: 'keyward_mails_total',
      help: 'Number of tries to send e-mails by kind and outcome: sent, retry, failed or suppressed.',
      labelNames: ['kind', 'outcome'] as const,
      registers: [registry],
    });
    const oldest = new ScrapedQuery(() => queue.oldestQueuedAt(), clock);
    new Gauge({
      name: 'keyward_mail_queue_age_seconds',
      help: 'Age of the oldest e-mail that is neither sent nor given up, in seconds; 0 if there is none.',
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const at = await oldest.read();
        this.set(at ? Math.max(0, clock.now().getTime() - at.getTime()) / 1_000 : 0);
      },
    });
  }

  count(kind: string, outcome: MailOutcome): void {
    this.tries.inc({ kind, outcome });
  }
}
