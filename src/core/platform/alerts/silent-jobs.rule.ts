import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { JobStatusesService } from '../jobs/job-statuses.service';
import { ScrapedQuery } from '../monitoring/scraped-query';
import { AlertRule } from './alert-rule';

/** No node runs the jobs of each minute. Each node checks it for itself, because the alerts of all nodes are one of these jobs. */
@Injectable()
export class SilentJobsRule extends AlertRule {
  readonly type = 'silent_jobs';
  readonly scope = 'node';
  override readonly severity = 'critical';

  /** A database that does not answer must not keep the other rules of the node from being checked. */
  private readonly silent: ScrapedQuery<string[]>;

  constructor(statuses: JobStatusesService, clock: Clock) {
    super();
    this.silent = new ScrapedQuery(() => statuses.silent(), clock);
  }

  async check(): Promise<string | null> {
    const names = (await this.silent.read()) ?? [];
    return names.length > 0 ? `Jobs of each minute have not succeeded for ten minutes: ${names.join(', ')}` : null;
  }
}
