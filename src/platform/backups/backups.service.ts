import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { BACKUP_SCHEDULE } from './backup.settings';
import { Backup } from './backup.entity';

export const HOUR = 3_600_000;
/** Intervals after which a backup is overdue. */
const OVERDUE = 2;

export interface BackupStatus {
  /** The last complete one, whoever made it. */
  readonly last: Backup | null;
  /** The last scheduled one, if it failed. */
  readonly failed: Backup | null;
  /** Backups are made by schedule, and the last complete one is too old. */
  readonly isOverdue: boolean;
  /** 0: no schedule. */
  readonly everyHours: number;
}

/** Reads when backups were made. */
@Injectable()
export class BackupsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: SettingValuesService,
  ) {}

  async status(): Promise<BackupStatus> {
    const { manager } = this.work;
    const everyHours = this.settings.get(BACKUP_SCHEDULE.everyHours);
    const last = await manager.findOne(Backup, { where: { state: 'done' }, order: { id: 'DESC' } });
    const [newest] = await manager.find(Backup, { where: { origin: 'schedule' }, order: { id: 'DESC' }, take: 1 });
    const [first] = await manager.find(Backup, { where: { origin: 'schedule' }, order: { id: 'ASC' }, take: 1 });
    const since = last?.startedAt ?? first?.startedAt;
    const limit = this.clock.now().getTime() - OVERDUE * everyHours * HOUR;
    return {
      last,
      failed: newest?.state === 'failed' ? newest : null,
      isOverdue: everyHours > 0 && first !== undefined && since !== undefined && since.getTime() < limit,
      everyHours,
    };
  }
}
