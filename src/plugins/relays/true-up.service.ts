import { Injectable } from '@nestjs/common';
import { creditText, partsOf } from '../../core/catalog';
import { DAY } from '../../core/common';
import type { License } from '../../core/licenses';
import { LicensesService } from '../../core/licensing';
import { UnitOfWork } from '../../core/platform';

/** Bounds the reports that are added up: those of a year of several relays. */
const MAX_REPORTS = 20_000;

/** Calendar days in UTC, as in reports. */
export interface Period {
  /** `YYYY-MM-DD`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
}

/** A limit of a license, and the use of it that relays reported. Amounts of a credit are decimal texts. */
export interface SoldAndUsed {
  readonly of: 'sessions' | 'activations' | 'meter';
  /** Code of the meter; null for the others. */
  readonly meter: string | null;
  /** Null is unlimited. */
  readonly sold: string | null;
  /** The peak or, of a meter, the sum. */
  readonly used: string;
  /** Use above what was sold. */
  readonly above: string;
  /** Starts that found no free session; null for the others. */
  readonly refused: number | null;
}

interface UsedRow {
  readonly sessions: string | null;
  readonly activations: string | null;
  readonly refused: string | null;
  readonly meters: Readonly<Record<string, string>> | null;
}

/** Compares what was sold of licenses with the use that their relays reported. */
@Injectable()
export class TrueUpService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
  ) {}

  /** Reports count that lie in the period, at least in part. Sessions are the most of all relays together on a day. */
  async compare(licenseId: string, { from, to }: Period): Promise<{ license: License; rows: SoldAndUsed[] }> {
    const { license } = await this.licenses.get(licenseId);
    const end = new Date(new Date(to).getTime() + DAY);
    const [used] = await this.work.manager.query<UsedRow[]>(USED, [
      license.id,
      new Date(from),
      end,
      from,
      to,
      MAX_REPORTS,
    ]);
    const { sessions, activations, refused, meters } = used ?? NONE;
    return {
      license,
      rows: [
        rowOf('sessions', license.maxSessions, sessions, { refused: Number(refused ?? 0) }),
        rowOf('activations', license.maxActivations, activations),
        ...Object.entries(meters ?? {}).map(([code, amount]) => meterRow(license, code, amount)),
      ],
    };
  }
}

const NONE: UsedRow = { sessions: null, activations: null, refused: null, meters: null };

function rowOf(
  of: SoldAndUsed['of'],
  sold: number | null,
  amount: string | null,
  {
    meter = null,
    refused = null,
    decimals = 0,
  }: { meter?: string | null; refused?: number | null; decimals?: number } = {},
): SoldAndUsed {
  const used = partsOf(amount ?? '0', decimals) ?? 0;
  const shown = (parts: number): string => creditText(parts, decimals);
  const above = sold === null ? 0 : Math.max(0, used - sold);
  return { of, meter, refused, sold: sold === null ? null : shown(sold), used: shown(used), above: shown(above) };
}

/** Grants that were bought later are not part of what was sold at first. */
function meterRow({ effectiveGrants }: License, meter: string, amount: string): SoldAndUsed {
  const { limit = 0, decimals: own = 0 } = effectiveGrants.meters?.[meter] ?? {};
  // Reports may name a credit that the license has no more, or with more decimals than it has.
  const decimals = Math.max(own, decimalsIn(amount));
  const sold = limit === null ? null : limit * 10 ** (decimals - own);
  return rowOf('meter', sold, amount, { meter, decimals });
}

function decimalsIn(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

const USED = `
  WITH reported AS (
    SELECT relay_id, usage FROM received_reports
    WHERE license_id = $1 AND to_at > $2 AND from_at < $3 ORDER BY id DESC LIMIT $6
  ), days AS (
    SELECT relay_id, day->>'day' AS day, max((day->>'peak')::numeric) AS peak, max((day->>'refused')::numeric) AS refused
    FROM reported JOIN relays ON relays.id = relay_id AND relays.kind = 'relay',
      jsonb_array_elements(usage->'days') AS day
    WHERE day->>'day' BETWEEN $4 AND $5 GROUP BY 1, 2
  )
  SELECT
    (SELECT max(peak)::text FROM (SELECT sum(peak) AS peak FROM days GROUP BY day) AS of_day) AS sessions,
    (SELECT sum(peak)::text FROM (
      SELECT max((usage#>>'{activations,peak}')::numeric) AS peak FROM reported GROUP BY relay_id
    ) AS of_relay) AS activations,
    (SELECT sum(refused)::text FROM days) AS refused,
    (SELECT jsonb_object_agg(code, used) FROM (
      SELECT meter.key AS code, sum((meter.value->>'used')::numeric)::text AS used
      FROM reported, jsonb_each(usage->'meters') AS meter GROUP BY 1
    ) AS of_meter) AS meters`;
