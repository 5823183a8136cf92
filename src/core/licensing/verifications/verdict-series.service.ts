import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { type Span, type TimeStep, timeSteps } from '../../common/time-steps';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isUsableCode } from '../../verification/rules/verdict';

/** Numbers of answers to programs in a span of time. */
export interface VerdictCounts {
  readonly usable: number;
  readonly refused: number;
}

/** Number of calls with a code. */
export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

/** Numbers of answers to programs in a span of time, by step and by code. */
export interface VerdictSeries extends VerdictCounts {
  /** Oldest first; the last one is in progress. */
  readonly steps: readonly (TimeStep & VerdictCounts)[];
  /** Refusals of the span by code, most frequent first. */
  readonly refusals: readonly CodeCount[];
  /** The span of the same length before. */
  readonly before: VerdictCounts;
}

/** A row of the database. */
interface Row extends CodeCount {
  /** 0 is the span before; then the steps from 1. */
  readonly step: number;
}

/** Counts the answers to programs over time, deactivations left out, from the counts that outlive the log. */
@Injectable()
export class VerdictSeriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param zone time zone whose hours and days are counted */
  async read(span: Span, zone: string): Promise<VerdictSeries> {
    const now = this.clock.now();
    const steps = timeSteps(span, now, zone);
    const starts = steps.map(({ from }) => from);
    const first = starts[0] ?? now;
    const before = new Date(2 * first.getTime() - now.getTime());
    const rows = await this.work.manager.query<Row[]>(COUNTS, [starts, before]);
    return {
      steps: steps.map((step, index) => ({ ...step, ...sumOf(rows.filter((row) => row.step === index + 1)) })),
      ...sumOf(rows.filter(({ step }) => step > 0)),
      refusals: refusalsIn(rows.filter(({ step }) => step > 0)),
      before: sumOf(rows.filter(({ step }) => step === 0)),
    };
  }
}

function sumOf(rows: readonly CodeCount[]): VerdictCounts {
  const sum = (isWanted: boolean): number =>
    rows.filter(({ code }) => isUsableCode(code) === isWanted).reduce((total, { count }) => total + count, 0);
  return { usable: sum(true), refused: sum(false) };
}

function refusalsIn(rows: readonly CodeCount[]): CodeCount[] {
  const byCode = new Map<string, number>();
  for (const { code, count } of rows.filter((row) => !isUsableCode(row.code))) {
    byCode.set(code, (byCode.get(code) ?? 0) + count);
  }
  return [...byCode].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

// The primary key begins with the time.
const COUNTS = `
  SELECT width_bucket(at, $1::timestamptz[]) AS step, outcome AS code, sum(count)::bigint AS count
  FROM verification_counts WHERE at >= $2 AND operation <> 'deactivate' GROUP BY step, outcome
`;
