import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { PeriodicWrites } from '../../common/periodic-writes';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKey } from './api-key.entity';
import { ApiKeyRefusal, type Refusal } from './api-key-refusal.entity';
import { ApiKeyUse } from './api-key-use.entity';

const MINUTE = 60_000;
/** A refusal after so long without one is recorded. */
const QUIET_MS = 60 * MINUTE;
/** Addresses that are kept of each key. */
const MAX_ADDRESSES = 50;
/** Keys and addresses that one node remembers. */
const MAX_NOTED = 10_000;

interface Use {
  readonly apiKeyId: number;
  readonly address: string | null;
  readonly at: Date;
}

interface RefusedUse extends Use {
  readonly reason: Refusal;
}

/**
 * Notes when keys are used or refused, at most once a minute for each key and address. Notes are written together, after the
 * requests; those of the last seconds before a crash are lost.
 */
@Injectable()
export class ApiKeyUsesService extends PeriodicWrites {
  private readonly noted = new Map<string, number>();
  private uses = new Map<string, Use>();
  private refusals = new Map<number, RefusedUse>();

  constructor(
    private readonly work: UnitOfWork,
    clock: Clock,
  ) {
    super(clock);
  }

  note({ id: apiKeyId }: Pick<ApiKey, 'id'>, address: string | null, at: Date): void {
    const name = `${apiKeyId} ${address}`;
    if (this.isDue(name, at) && this.uses.size < MAX_NOTED) {
      this.uses.set(name, { apiKeyId, address, at });
    }
  }

  noteRefusal({ id: apiKeyId }: Pick<ApiKey, 'id'>, reason: Refusal, address: string | null, at: Date): void {
    if (this.isDue(`refused ${apiKeyId}`, at) && this.refusals.size < MAX_NOTED) {
      this.refusals.set(apiKeyId, { apiKeyId, address, at, reason });
    }
  }

  /** The latest first. */
  ofKey({ id }: Pick<ApiKey, 'id'>): Promise<ApiKeyUse[]> {
    const order = { lastUsedAt: 'DESC', address: 'ASC' } as const;
    return this.work.manager.find(ApiKeyUse, { where: { apiKeyId: id }, order, take: MAX_ADDRESSES });
  }

  lastRefusalOf({ id }: Pick<ApiKey, 'id'>): Promise<ApiKeyRefusal | null> {
    return this.work.manager.findOneBy(ApiKeyRefusal, { apiKeyId: id });
  }

  protected async writeAll(): Promise<void> {
    const uses = [...this.uses.values()];
    const refusals = [...this.refusals.values()];
    this.uses = new Map();
    this.refusals = new Map();
    if (uses.length > 0) {
      await this.writeUses(uses);
    }
    for (const refusal of refusals) {
      await this.writeRefusal(refusal);
    }
  }

  private isDue(name: string, at: Date): boolean {
    const last = this.noted.get(name);
    if (last !== undefined && Math.abs(at.getTime() - last) < MINUTE) {
      return false;
    }
    if (this.noted.size >= MAX_NOTED) {
      this.noted.clear();
    }
    this.noted.set(name, at.getTime());
    return true;
  }

  /** A key that is used from very many addresses keeps the latest ones. */
  private async writeUses(uses: readonly Use[]): Promise<void> {
    const columns = [
      uses.map(({ apiKeyId }) => apiKeyId),
      uses.map(({ address }) => address),
      uses.map(({ at }) => at),
    ];
    await this.work.manager.query(WRITE_LAST_USE, [...columns, MINUTE / 1000]);
    await this.work.manager.query(WRITE_ADDRESSES, [...columns, MAX_ADDRESSES]);
    await this.work.manager.query(DELETE_SURPLUS, [columns[0], MAX_ADDRESSES]);
  }

  private async writeRefusal({ apiKeyId, address, at, reason }: RefusedUse): Promise<void> {
    await this.work.run(async (manager) => {
      const [row] = await manager.query<{ before: Date | null }[]>(WRITE_REFUSAL, [apiKeyId, address, at, reason]);
      if (row && (row.before === null || at.getTime() - row.before.getTime() >= QUIET_MS)) {
        const apiKey = await manager.findOneByOrFail(ApiKey, { id: apiKeyId });
        await this.work.record([
          this.work.changeRecord('api_key.refused', apiKey, null, null, { name: apiKey.name, reason, address }),
        ]);
      }
    });
  }
}

const USED = 'unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS used(api_key_id, address, at)';

// Another node may have noted it meanwhile. A row that is locked is about to change, and is noted a minute later.
const WRITE_LAST_USE = `
  UPDATE api_keys SET last_used_at = latest.at
  FROM (SELECT api_key_id, max(at) AS at FROM ${USED} GROUP BY api_key_id) AS latest
  WHERE api_keys.id IN (SELECT id FROM api_keys WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
    AND api_keys.id = latest.api_key_id
    AND (last_used_at IS NULL OR last_used_at <= latest.at - make_interval(secs => $4))`;

// In the order of the primary key, so that nodes cannot deadlock.
const WRITE_ADDRESSES = `
  INSERT INTO api_key_uses (api_key_id, address, last_used_at)
  SELECT api_key_id, address, at FROM (
    SELECT *, row_number() OVER (PARTITION BY api_key_id ORDER BY at DESC, address) AS place
    FROM ${USED} WHERE address IS NOT NULL
  ) AS latest
  WHERE place <= $4 AND EXISTS (SELECT FROM api_keys WHERE id = api_key_id) ORDER BY api_key_id, address
  ON CONFLICT (api_key_id, address) DO UPDATE SET last_used_at = excluded.last_used_at
  WHERE api_key_uses.last_used_at < excluded.last_used_at`;

const DELETE_SURPLUS = `
  DELETE FROM api_key_uses WHERE (api_key_id, address) IN (
    SELECT api_key_id, address FROM (
      SELECT *, row_number() OVER (PARTITION BY api_key_id ORDER BY last_used_at DESC, address) AS place
      FROM api_key_uses WHERE api_key_id = ANY ($1)
    ) AS latest WHERE place > $2
  )`;

// The lock makes the first refusal of several nodes one.
const WRITE_REFUSAL = `
  WITH key AS MATERIALIZED (
    SELECT id FROM api_keys WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED
  ), known AS MATERIALIZED (
    SELECT at FROM api_key_refusals WHERE api_key_id = $1
  )
  INSERT INTO api_key_refusals (api_key_id, address, at, reason)
  SELECT id, $2, $3::timestamptz, $4 FROM key
  ON CONFLICT (api_key_id) DO UPDATE SET at = excluded.at, address = excluded.address, reason = excluded.reason
  WHERE api_key_refusals.at <= excluded.at - interval '1 minute'
  RETURNING (SELECT at FROM known) AS before`;
