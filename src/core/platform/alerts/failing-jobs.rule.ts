import { Injectable } from '@nestjs/common';
import { AlertRule } from './alert-rule';
import { ALERT_LIMITS } from './alert.settings';
import { SettingValuesService } from '../settings/setting-values.service';
import { JobStatusesService } from '../jobs/job-statuses.service';

/** A scheduled job fails again and again. */
@Injectable()
export class FailingJobsRule extends AlertRule {
  readonly type = 'failing_jobs';
  readonly scope = 'cluster';

  constructor(
    private readonly statuses: JobStatusesService,
    private readonly settings: SettingValuesService,
  ) {
    super();
  }

  async check(): Promise<string | null> {
    const limit = this.settings.get(ALERT_LIMITS.jobFailures);
    const failing = limit > 0 ? await this.statuses.failing(limit) : [];
    const names = failing.map(({ name, failures }) => `${name} (${failures} times)`);
    return names.length > 0 ? `Jobs fail: ${names.join(', ')}` : null;
  }
}
