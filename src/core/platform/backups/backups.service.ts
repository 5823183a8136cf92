import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../database/like-pattern';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { BACKUP_SCHEDULE } from './backup.settings';
import { Backup, type BackupState } from './backup.entity';

export const HOUR = 3_600_000;
/** Intervals after which a backup is overdue. */
const OVERDUE = 2;
/** Backups of a status. */
const LISTED = 7;

/** When the last backups were made, and whether one is missing. */
export interface BackupStatus {
  /** The last complete one, whoever made it. */
  readonly last: Backup | null;
  /** The last scheduled one, if it failed. */
  readonly failed: Backup | null;
  /** Backups are made by schedule, and the last complete one is too old. */
  readonly isOverdue: boolean;
  /** The newest ones, newest first. */
  readonly newest: readonly Backup[];
  /** 0: no schedule. */
  readonly everyHours: number;
}

export interface BackupFilter {
  readonly state?: BackupState;
  /** Part of the file, the node or the error. */
  readonly q?: string;
}

/** Reads when backups were made. */
@Injectable()
export class BackupsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: SettingValuesService,
  ) {}

  /** Newest first. Rows are deleted after 400 days. */
  list(page: PageRequest, { state, q }: BackupFilter = {}): Promise<Page<Backup>> {
    const query = this.work.manager.createQueryBuilder(Backup, 'backup');
    if (state !== undefined) {
      query.andWhere('backup.state = :state', { state });
    }
    if (q !== undefined) {
      query.andWhere('(backup.file ILIKE :q OR backup.node ILIKE :q OR backup.error ILIKE :q)', {
        q: searchPattern(q),
      });
    }
    return readPage(query, page);
  }

  async get(uid: string): Promise<Backup> {
    const backup = await this.work.manager.findOneBy(Backup, { uid });
    if (!backup) {
      throw problem('BACKUP_NOT_FOUND');
    }
    return backup;
  }

  async status(): Promise<BackupStatus> {
    const { manager } = this.work;
    const everyHours = this.settings.get(BACKUP_SCHEDULE.everyHours);
    const last = await manager.findOne(Backup, { where: { state: 'done' }, order: { id: 'DESC' } });
    const [scheduled] = await manager.find(Backup, { where: { origin: 'schedule' }, order: { id: 'DESC' }, take: 1 });
    const [first] = await manager.find(Backup, { where: { origin: 'schedule' }, order: { id: 'ASC' }, take: 1 });
    const since = last?.startedAt ?? first?.startedAt;
    const limit = this.clock.now().getTime() - OVERDUE * everyHours * HOUR;
    return {
      last,
      failed: scheduled?.state === 'failed' ? scheduled : null,
      isOverdue: everyHours > 0 && first !== undefined && since !== undefined && since.getTime() < limit,
      newest: (await this.list({ limit: LISTED })).rows,
      everyHours,
    };
  }
}
