import type { EntityManager } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { databaseJson } from '../../platform/database/prepared-statement';
import type { CurrentBalance } from '../rules/current-balance';
import { hasHolderLimits, type MeterShares, type ShareKey } from '../rules/meter-shares';
import type { UsageHolder } from './usage-ledger';

/** A change of the part of a device or user, with the column names of the database. */
export interface ShareChange extends ShareKey {
  readonly license_id: number;
  readonly meter_id: number;
  readonly period_start: string;
  readonly period_end: string | null;
  amount: number;
}

/** The caller holds the locks of the licenses, and has judged the amounts. */
export async function writeShares(manager: EntityManager, changes: readonly ShareChange[]): Promise<void> {
  if (changes.length === 0) {
    return;
  }
  const [written] = await manager.query<{ rows: number }[]>(WRITE, [databaseJson(changes)]);
  if (written?.rows !== changes.length) {
    throw problem('METERS_CHANGED');
  }
}

/** The balances with the parts of a holder in those that limit them. Reads nothing if none does. */
export async function withSharesOf(
  manager: EntityManager,
  { licenseId, activationId, username }: UsageHolder,
  balances: readonly CurrentBalance[],
  now: Date,
): Promise<readonly CurrentBalance[]> {
  const limited = balances.filter(({ terms }) => hasHolderLimits(terms));
  if (limited.length === 0) {
    return balances;
  }
  const meters = limited.map(({ code, terms, startsAt }) => ({ code, terms, starts_at: startsAt }));
  const rows = await manager.query<{ code: string; shares: MeterShares }[]>(READ, [
    databaseJson(meters),
    licenseId,
    activationId,
    username,
    now,
  ]);
  const found = new Map(rows.map(({ code, shares }) => [code, shares]));
  return balances.map((balance) => ({ ...balance, shares: found.get(balance.code) }));
}

const WRITE = `
  WITH change AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS change(license_id bigint, meter_id bigint, period_start timestamptz,
      period_end timestamptz, activation_id bigint, username text, amount bigint)
  ), taken AS (
    INSERT INTO meter_shares AS s (license_id, meter_id, period_start, activation_id, username, period_end, amount)
    SELECT license_id, meter_id, period_start, activation_id, username, period_end, amount FROM change WHERE amount > 0
    ON CONFLICT (license_id, meter_id, period_start, activation_id, username) DO UPDATE SET amount = s.amount + excluded.amount
    RETURNING 1
  ), returned AS (
    UPDATE meter_shares AS s SET amount = s.amount + change.amount FROM change
    WHERE change.amount < 0 AND s.license_id = change.license_id AND s.meter_id = change.meter_id
      AND s.period_start = change.period_start AND s.activation_id = change.activation_id AND s.username = change.username
    RETURNING 1
  )
  SELECT ((SELECT count(*) FROM taken) + (SELECT count(*) FROM returned))::integer AS rows`;

const READ = `
  SELECT code, read_meter_shares($2, terms, starts_at, $3, $4, $5) AS shares
  FROM json_to_recordset($1::json) AS meter(code text, terms jsonb, starts_at timestamptz)`;
