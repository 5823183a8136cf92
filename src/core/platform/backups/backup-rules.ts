import { Injectable } from '@nestjs/common';
import { AlertRule } from '../alerts/alert-rule';
import { BackupsService } from './backups.service';

/** Backups are made by schedule, and the last complete one is too old. */
@Injectable()
export class BackupOverdueRule extends AlertRule {
  readonly type = 'backup_overdue';
  readonly scope = 'cluster';
  override readonly severity = 'critical';

  constructor(private readonly backups: BackupsService) {
    super();
  }

  async check(): Promise<string | null> {
    const { isOverdue, last, everyHours } = await this.backups.status();
    const since = last
      ? `The last complete backup is of ${last.startedAt.toISOString()}`
      : 'There is no complete backup';
    return isOverdue ? `${since}; one is due every ${everyHours} hours` : null;
  }
}

/** The last scheduled backup failed. */
@Injectable()
export class BackupFailedRule extends AlertRule {
  readonly type = 'backup_failed';
  readonly scope = 'cluster';

  constructor(private readonly backups: BackupsService) {
    super();
  }

  async check(): Promise<string | null> {
    const { failed, everyHours } = await this.backups.status();
    return failed && everyHours > 0 ? `The backup on ${failed.node} failed: ${failed.error ?? ''}` : null;
  }
}
