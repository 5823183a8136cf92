import type { EntityManager } from 'typeorm';
import { creditText, partsOf } from '../../../core/catalog/grants/credit-amount';
import type { ReportedUsage } from '../report-claims';

type Meters = ReportedUsage['meters'];

interface MeterRow {
  readonly code: string;
  /** In the smallest parts of a credit. */
  readonly used: string;
  /** Null for a meter. */
  readonly decimals: number | null;
}

/** Use of the meters and credits of a license. */
export interface UsedMeters {
  /** In all. */
  readonly total: Meters;
  /** Since an earlier reading. */
  readonly since: Meters;
}

/** @param before the totals of an earlier reading */
export async function readMeters(manager: EntityManager, licenseId: number, before: Meters): Promise<UsedMeters> {
  const rows = await manager.query<MeterRow[]>(METERS, [licenseId]);
  const texts = rows.map(({ code, used, decimals }) => {
    const places = decimals ?? 0;
    const former = partsOf(before[code]?.used ?? '0', places) ?? 0;
    return { code, total: creditText(Number(used), places), since: creditText(Number(used) - former, places) };
  });
  return {
    total: Object.fromEntries(texts.map(({ code, total }) => [code, { used: total }])),
    since: Object.fromEntries(texts.map(({ code, since }) => [code, { used: since }])),
  };
}

const METERS = `
  SELECT m.code, m.decimals, sum(b.used)::text AS used
  FROM meter_balances b JOIN meters m ON m.id = b.meter_id WHERE b.license_id = $1 GROUP BY m.id ORDER BY m.code`;
