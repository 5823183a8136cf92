import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { PeriodicWrites } from '../../common/periodic-writes';
import { inBatches } from '../../common/in-batches';
import { DAY } from '../../common/calendar';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ReportableRule } from '../../catalog/policies/behavior';
import { ReportedRefusal } from './reported-refusal.entity';

/** Licenses and codes that one node counts until then; more are not counted. */
const MAX_NOTED = 50_000;
/** Rows per statement. */
const BATCH = 5_000;
/** Days after the last call for which a license is found. */
const KEPT_DAYS = 90;

interface Noted {
  readonly licenseId: number;
  readonly code: ReportableRule;
  readonly firstAt: Date;
  lastAt: Date;
  count: number;
}

/**
 * Counts the calls that rules would have refused, by license and code. Counts are written together, after the calls; those of
 * the last seconds before a crash are lost.
 */
@Injectable()
export class ReportedRefusalsService extends PeriodicWrites {
  private noted = new Map<string, Noted>();

  constructor(
    private readonly work: UnitOfWork,
    clock: Clock,
  ) {
    super(clock);
  }

  note(licenseId: number, code: ReportableRule, at: Date): void {
    const name = `${licenseId} ${code}`;
    const known = this.noted.get(name);
    if (known) {
      known.count += 1;
      known.lastAt = at > known.lastAt ? at : known.lastAt;
    } else if (this.noted.size < MAX_NOTED) {
      this.noted.set(name, { licenseId, code, firstAt: at, lastAt: at, count: 1 });
    }
  }

  /** Those of a license, the latest first: at most one for each rule. */
  ofLicense(licenseId: number): Promise<ReportedRefusal[]> {
    return this.work.manager.find(ReportedRefusal, {
      where: { licenseId },
      order: { lastAt: 'DESC', code: 'ASC' },
    });
  }

  /** Deletes those of licenses whose calls are long ago. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
    let size = BATCH;
    while (size === BATCH) {
      [, size] = await this.work.manager.query<[unknown[], number]>(SWEEP, [before, BATCH]);
    }
  }

  protected async writeAll(): Promise<void> {
    const noted = [...this.noted.values()];
    this.noted = new Map();
    for (const batch of inBatches(noted, BATCH)) {
      await this.work.manager.query(WRITE, [
        batch.map(({ licenseId }) => licenseId),
        batch.map(({ code }) => code),
        batch.map(({ firstAt }) => firstAt),
        batch.map(({ lastAt }) => lastAt),
        batch.map(({ count }) => count),
      ]);
    }
  }
}

// In the order of the primary key, so that nodes cannot deadlock.
const WRITE = `
  INSERT INTO reported_refusals AS r (license_id, code, first_at, last_at, count)
  SELECT license_id, code, first_at, last_at, count
  FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[])
    AS noted(license_id, code, first_at, last_at, count)
  ORDER BY license_id, code
  ON CONFLICT (license_id, code) DO UPDATE SET count = r.count + excluded.count,
    first_at = least(r.first_at, excluded.first_at), last_at = greatest(r.last_at, excluded.last_at)`;

const SWEEP = `
  DELETE FROM reported_refusals WHERE (license_id, code) IN (
    SELECT license_id, code FROM reported_refusals WHERE last_at < $1::timestamptz
    ORDER BY last_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;
