import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { IS_USABLE } from '../../../core/verification/internal';
import type { CodeCount } from '../../../core/licensing/internal';

const HOUR = 3_600_000;
/** The usual number of refusals is the average of these days. */
const USUAL_DAYS = 7;
/** Fewer refusals in an hour are no surge. */
const MIN_REFUSALS = 50;
const MIN_FACTOR = 5;

/** An hour with far more refusals than usual. */
export interface RefusalRate {
  readonly from: Date;
  readonly until: Date;
  readonly refusals: number;
  /** Ratio to the usual number; null if there are usually none. */
  readonly factor: number | null;
  /** The most frequent code, and how often it was answered. */
  readonly top: CodeCount;
}

interface Row extends CodeCount {
  readonly hour: Date;
}

/** Notices programs that are suddenly refused. */
@Injectable()
export class RefusalRateService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The worst hour of the last 24, if it had at least 50 refusals and five times the average of the seven days before. */
  async find(): Promise<RefusalRate | null> {
    const today = this.clock.now().getTime() - DAY;
    const rows = await this.work.manager.query<Row[]>(REFUSALS, [new Date(today - USUAL_DAYS * DAY)]);
    const usual = totalOf(rows.filter(({ hour }) => hour.getTime() < today)) / (USUAL_DAYS * 24);
    const [worst] = hoursIn(rows.filter(({ hour }) => hour.getTime() >= today)).sort((a, b) => totalOf(b) - totalOf(a));
    const [top] = worst ?? [];
    if (!worst || !top || totalOf(worst) < Math.max(MIN_REFUSALS, MIN_FACTOR * usual)) {
      return null;
    }
    return {
      from: top.hour,
      until: new Date(top.hour.getTime() + HOUR),
      refusals: totalOf(worst),
      factor: usual === 0 ? null : totalOf(worst) / usual,
      top: { code: top.code, count: top.count },
    };
  }
}

/** The rows of each hour, most frequent first. */
function hoursIn(rows: readonly Row[]): Row[][] {
  const byHour = new Map<number, Row[]>();
  for (const row of rows) {
    byHour.set(row.hour.getTime(), [...(byHour.get(row.hour.getTime()) ?? []), row]);
  }
  return [...byHour.values()].map((hour) => hour.sort((a, b) => b.count - a.count));
}

function totalOf(rows: readonly CodeCount[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

// The primary key begins with the time.
const REFUSALS = `
  SELECT date_bin('1 hour', at, 'epoch') AS hour, outcome AS code, sum(count)::bigint AS count
  FROM verification_counts WHERE at >= $1 AND operation <> 'deactivate' AND NOT ${IS_USABLE} GROUP BY hour, code
`;
