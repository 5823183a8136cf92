import { Injectable } from '@nestjs/common';
import { AlertRule } from '../alerts/alert-rule';
import { BackgroundMigrationsService } from './background-migrations.service';

/** A lock or a timeout is nothing unusual. */
const FAILURES = 3;

/** A background migration fails again and again. */
@Injectable()
export class FailingMigrationsRule extends AlertRule {
  readonly type = 'failing_migrations';
  readonly scope = 'cluster';

  constructor(private readonly migrations: BackgroundMigrationsService) {
    super();
  }

  async check(): Promise<string | null> {
    const failing = (await this.migrations.list()).filter(({ failures }) => failures >= FAILURES);
    const texts = failing.map(({ name, failures, lastError }) => `${name} (${failures} times: ${lastError ?? ''})`);
    return texts.length > 0 ? `Background migrations fail: ${texts.join(', ')}` : null;
  }
}
