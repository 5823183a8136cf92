import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../../common/clock';
import { Metrics } from '../monitoring/metrics';
import { ScrapedQuery } from '../monitoring/scraped-query';
import { BackgroundMigrationsService } from './background-migrations.service';

/** Progress of background migrations, which each process reports alike. */
@Injectable()
export class BackgroundMigrationMetrics {
  constructor({ registry }: Metrics, migrations: BackgroundMigrationsService, clock: Clock) {
    const all = new ScrapedQuery(() => migrations.list(), clock);
    new Gauge({
      name: 'keyward_background_migration_progress_ratio',
      help: 'Part of a background migration that is done, from 0 to 1, for those that have not finished.',
      labelNames: ['migration', 'state'] as const,
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const found = await all.read();
        this.reset();
        found
          ?.filter(({ finishedAt }) => finishedAt === null)
          .forEach(({ name, state, percent }) => this.set({ migration: name, state }, percent / 100));
      },
    });
  }
}
