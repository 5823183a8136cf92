import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Metrics } from '../../platform/monitoring/metrics';
import type { Operation } from './verification.entity';

const QUARTER_HOUR = 15 * 60_000;
const SHARDS = 16;

export interface VerificationEntry {
  readonly operation: Operation;
  readonly outcome: string;
  /** As sent. */
  readonly key: string;
  readonly licenseId: number | null;
  readonly fingerprint?: string;
  readonly appVersion?: string;
  /** Active activation whose last-seen date is updated. */
  readonly seenActivationId?: number;
}

type SharedEntry = Pick<VerificationEntry, 'operation' | 'outcome' | 'key' | 'licenseId'>;

/** Logs every request of a program with its outcome. */
@Injectable()
export class VerificationLogService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  /** A single statement, so that row, count and last-seen date are written atomically even without a transaction. */
  async write(entry: VerificationEntry): Promise<void> {
    await this.insert(entry, [entry.fingerprint ?? null]);
  }

  /** Writes one entry per device in a single statement, without updating last-seen dates. */
  async writeForEach(entry: SharedEntry, fingerprints: readonly string[]): Promise<void> {
    if (fingerprints.length > 0) {
      await this.insert(entry, fingerprints);
    }
  }

  private async insert(entry: VerificationEntry, fingerprints: readonly (string | null)[]): Promise<void> {
    const now = this.clock.now();
    const request = currentRequest();
    const dialect = request?.dialect.name ?? 'internal';
    await this.work.manager.query(WRITE, [
      now,
      entry.licenseId,
      entry.key.slice(0, 255),
      fingerprints,
      request?.address ?? null,
      request?.userAgent ?? null,
      entry.appVersion ?? null,
      dialect,
      entry.operation,
      entry.outcome,
      new Date(Math.floor(now.getTime() / QUARTER_HOUR) * QUARTER_HOUR),
      randomInt(SHARDS),
      entry.seenActivationId ?? null,
    ]);
    this.metrics.countVerdict(dialect, entry.operation, entry.outcome, fingerprints.length);
  }
}

// Lock order: device first, then the count, as in seat eviction.
const WRITE = `
  WITH seen AS (
    UPDATE activations SET last_seen_at = $1, check_count = check_count + 1, app_version = coalesce($7, app_version)
    WHERE id = $13 AND deactivated_at IS NULL RETURNING id
  ), counted AS (
    INSERT INTO verification_counts AS c (at, dialect, operation, outcome, shard, count)
    SELECT $11, $8, $9, $10, $12, cardinality($4::text[]) FROM (SELECT count(id) FROM seen) AS after_the_device
    ON CONFLICT (at, dialect, operation, outcome, shard) DO UPDATE SET count = c.count + excluded.count
  )
  INSERT INTO verifications (at, license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome)
  SELECT $1, $2, $3, fingerprint, $5, $6, $7, $8, $9, $10 FROM unnest($4::text[]) AS fingerprint
`;
