import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { ApiKey } from './api-key.entity';
import { KEY_EXPIRY_WARNING_DAYS } from './api-key.settings';

/** Keys per transaction. */
const BATCH = 500;

/**
 * Records an event when the end of a key comes near, once for each warning time. Several nodes may do it at the same time:
 * each step marks keys and records their events together.
 */
@Injectable()
export class ApiKeyNoticesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  /** A key that is within several warning times gets one event, for the shortest. */
  async recordExpiring(): Promise<void> {
    const days = (await this.settings.read()).get(KEY_EXPIRY_WARNING_DAYS).map(Number);
    for (const day of days.sort((a, b) => a - b)) {
      let size = BATCH;
      while (size >= BATCH) {
        size = await this.work.run(() => this.recordNext(day));
      }
    }
  }

  private async recordNext(days: number): Promise<number> {
    const now = this.clock.now();
    const parameters = [now, new Date(now.getTime() + days * DAY), days, BATCH];
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(MARK_EXPIRING, parameters);
    const apiKeys = await this.work.manager.findBy(ApiKey, { id: In(rows.map(({ id }) => id)) });
    await this.work.record(
      apiKeys.map((apiKey) =>
        this.work.changeRecord('api_key.expiring', apiKey, null, null, {
          name: apiKey.name,
          expires_at: apiKey.expiresAt,
          warning_days: days,
          days_until_expiry: apiKey.expiresAt && Math.ceil((apiKey.expiresAt.getTime() - now.getTime()) / DAY),
        }),
      ),
    );
    return rows.length;
  }
}

// The conditions are evaluated again for a row that was locked: another node may have marked it meanwhile.
const MARK_EXPIRING = `
  UPDATE api_keys SET expiring_notice_for = expires_at, expiring_notice_days = $3 WHERE id IN (
    SELECT id FROM api_keys
    WHERE revoked_at IS NULL AND expires_at > $1 AND expires_at <= $2
      AND (expiring_notice_for IS DISTINCT FROM expires_at OR expiring_notice_days > $3)
    ORDER BY expires_at, id LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED
  )
  RETURNING id`;
