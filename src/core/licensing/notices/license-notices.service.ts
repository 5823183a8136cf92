import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { EXPIRY_DUE, SUPPORT_DUE, UPDATES_DUE } from '../../licenses/licenses/license-notices';
import { EXPIRY_WARNING_DAYS } from './license-notices.settings';
import { DAY } from '../../common/calendar';

export const NOTICE_LIMITS = {
  /** Licenses per transaction. */
  batch: 500,
};

interface Noticed {
  readonly id: number;
  /** Additional data of the event. */
  readonly data?: Record<string, unknown>;
}

/**
 * Records an event when a date of a license passes or comes near, once for each date. Several nodes may do it at the same
 * time, and an interrupted run is continued by the next one: each step marks licenses and records their events together.
 */
@Injectable()
export class LicenseNoticesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  recordExpired(): Promise<void> {
    return this.inSteps('license.expired', () =>
      this.mark<Noticed>(MARK_EXPIRED, [this.clock.now(), NOTICE_LIMITS.batch]),
    );
  }

  recordEndOfUpdatesAndSupport(): Promise<void> {
    return this.inSteps('license.update_support_expired', async () => {
      const rows = await this.mark<{ id: number; updates: boolean; support: boolean }>(MARK_UPDATES_AND_SUPPORT, [
        this.clock.now(),
        NOTICE_LIMITS.batch,
      ]);
      return rows.map(({ id, updates, support }) => ({
        id,
        data: { expired: [...(updates ? ['updates'] : []), ...(support ? ['support'] : [])] },
      }));
    });
  }

  /** A license that is within several warning times gets one event, for the shortest. */
  async recordExpiring(): Promise<void> {
    const days = (await this.settings.read()).get(EXPIRY_WARNING_DAYS).map(Number);
    for (const day of days.sort((a, b) => a - b)) {
      await this.recordExpiringWithin(day);
    }
  }

  private recordExpiringWithin(days: number): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + days * DAY);
    let last = { expires_at: now, id: 0 };
    return this.inSteps('license.expiring', async () => {
      const rows = await this.mark<typeof last>(MARK_EXPIRING, [
        until,
        days,
        last.expires_at,
        last.id,
        NOTICE_LIMITS.batch,
      ]);
      last = rows.reduce((a, b) => (a.expires_at > b.expires_at ? a : b), last);
      return rows.map(({ id, expires_at }) => ({
        id,
        data: { warning_days: days, days_until_expiry: Math.ceil((expires_at.getTime() - now.getTime()) / DAY) },
      }));
    });
  }

  private async mark<Row>(statement: string, parameters: unknown[]): Promise<Row[]> {
    const [rows] = await this.work.manager.query<[Row[], number]>(statement, parameters);
    return rows;
  }

  /** The first incomplete step is the last one. */
  private async inSteps(event: EventName, mark: () => Promise<Noticed[]>): Promise<void> {
    let size = NOTICE_LIMITS.batch;
    while (size >= NOTICE_LIMITS.batch) {
      size = await this.work.run(async () => {
        const noticed = await mark();
        await this.record(event, noticed);
        return noticed.length;
      });
    }
  }

  private async record(event: EventName, noticed: readonly Noticed[]): Promise<void> {
    const licenses = await this.work.manager.findBy(License, { id: In(noticed.map(({ id }) => id)) });
    const dataOf = new Map(noticed.map(({ id, data }) => [id, data]));
    await this.work.record(
      licenses.map((license) =>
        this.work.changeRecord(event, license, null, null, {
          ...eventPayload(license),
          expires_at: license.expiresAt,
          updates_until: license.updatesUntil,
          support_until: license.supportUntil,
          ...dataOf.get(license.id),
        }),
      ),
    );
  }
}

// The conditions are evaluated again for a row that was locked: another node may have marked it meanwhile.
const MARK_EXPIRED = `
  UPDATE licenses SET expired_notice_for = expires_at WHERE id IN (
    SELECT id FROM licenses WHERE ${EXPIRY_DUE} AND expires_at <= $1
    ORDER BY expires_at, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
  )
  RETURNING id
`;

const MARK_EXPIRING = `
  UPDATE licenses SET expiring_notice_for = expires_at, expiring_notice_days = $2 WHERE id IN (
    SELECT id FROM licenses
    WHERE expires_at <= $1 AND (expires_at, id) > ($3, $4) AND revoked_at IS NULL
      AND (expiring_notice_for IS DISTINCT FROM expires_at OR expiring_notice_days > $2)
    ORDER BY expires_at NULLS FIRST, id LIMIT $5 FOR NO KEY UPDATE SKIP LOCKED
  )
  RETURNING id, expires_at
`;

const MARK_UPDATES_AND_SUPPORT = `
  WITH due AS (
    (SELECT id FROM licenses WHERE ${UPDATES_DUE} AND updates_until <= $1 ORDER BY updates_until, id LIMIT $2)
    UNION
    (SELECT id FROM licenses WHERE ${SUPPORT_DUE} AND support_until <= $1 ORDER BY support_until, id LIMIT $2)
  ), locked AS (
    SELECT id,
           ${UPDATES_DUE} AND updates_until <= $1 AS updates,
           ${SUPPORT_DUE} AND support_until <= $1 AS support
    FROM licenses
    WHERE id IN (SELECT id FROM due)
      AND (${UPDATES_DUE} AND updates_until <= $1 OR ${SUPPORT_DUE} AND support_until <= $1)
    FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE licenses SET
    updates_notice_for = CASE WHEN updates THEN updates_until ELSE updates_notice_for END,
    support_notice_for = CASE WHEN support THEN support_until ELSE support_notice_for END
  FROM locked WHERE licenses.id = locked.id
  RETURNING licenses.id, updates, support
`;
