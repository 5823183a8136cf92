import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../../common/clock';
import { Metrics } from '../monitoring/metrics';
import { ScrapedQuery } from '../monitoring/scraped-query';
import { JobQueueService } from './job-queue.service';
import { JobStatusesService } from './job-statuses.service';

/** Metrics of the queue of all nodes, which each process reports alike. */
@Injectable()
export class JobQueueMetrics {
  constructor({ registry }: Metrics, queue: JobQueueService, statuses: JobStatusesService, clock: Clock) {
    const state = new ScrapedQuery(() => queue.state(clock.now()), clock);
    const registers = [registry];
    new Gauge({
      name: 'keyward_job_queue_jobs',
      help: 'Number of jobs of all nodes that wait, run, or are abandoned after too many failures; counted to 10,000.',
      labelNames: ['state'] as const,
      registers,
      aggregator: 'max',
      async collect() {
        const found = await state.read();
        this.reset();
        if (found) {
          const { waiting, running, abandoned } = found;
          Object.entries({ waiting, running, abandoned }).forEach(([name, count]) => this.set({ state: name }, count));
        }
      },
    });
    const silent = new ScrapedQuery(() => statuses.silent(), clock);
    new Gauge({
      name: 'keyward_silent_jobs',
      help: 'Number of jobs of each minute that have not succeeded on any node within ten minutes.',
      registers,
      aggregator: 'max',
      async collect() {
        const names = await silent.read();
        this.remove();
        if (names) {
          this.set(names.length);
        }
      },
    });
    new Gauge({
      name: 'keyward_job_queue_age_seconds',
      help: 'Age of the oldest job that is due and that no node runs, in seconds.',
      registers,
      aggregator: 'max',
      async collect() {
        const found = await state.read();
        this.remove();
        if (found) {
          const { oldestDueAt } = found;
          const age = oldestDueAt === null ? 0 : clock.now().getTime() - oldestDueAt.getTime();
          this.set(Math.max(0, age) / 1000);
        }
      },
    });
  }
}
