import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { REPORTED_ROWS } from '../../common/pagination/page-request';
import { newestIds, newestIdsByBlock, rowsOf } from './newest-ids';
import type { FoundBy } from './read-page';

/** Numbers of the rows that match; of the newest REPORTED_ROWS, if there are more. */
export interface RowReport<Figure extends string> {
  /** `count` is REPORTED_ROWS + 1 for more. */
  readonly figures: Readonly<Record<Figure | 'count', number>>;
  /** Rows of each step of time. */
  readonly steps: readonly number[];
}

interface ReportRequest<Figure extends string> {
  /** SQL of an aggregate for each figure. */
  readonly figures: Readonly<Record<Figure, string>>;
  /** The property whose time is charted, such as `sale.createdAt`. */
  readonly at: string;
  /** Starts of the steps, of which the last one is an end only. */
  readonly starts: readonly Date[];
  readonly foundBy?: FoundBy;
}

/** Reads the numbers of a report: each condition of the query has an index or a bound, as in the list. */
export async function readReport<T extends ObjectLiteral, Figure extends string>(
  query: SelectQueryBuilder<T>,
  { figures, at, starts, foundBy }: ReportRequest<Figure>,
): Promise<RowReport<Figure>> {
  const rows = reportedRows(query, foundBy)
    .select(`width_bucket(${at}, CAST(:starts AS timestamptz[]))`, 'step')
    .groupBy('GROUPING SETS ((), (step))')
    .orderBy('step', 'ASC', 'NULLS FIRST')
    .setParameter('starts', starts);
  for (const [name, aggregate] of Object.entries<string>({ count: 'count(*)', ...figures })) {
    rows.addSelect(`CAST(${aggregate} AS integer)`, name);
  }
  type Numbers = RowReport<Figure>['figures'];
  const [all, ...stepped] = (await rows.getRawMany<Numbers & { step: number }>()) as [Numbers, ...StepCount[]];
  const counts = new Map(stepped.map(({ step, count }) => [step, count]));
  return { figures: all, steps: starts.slice(1).map((_, index) => counts.get(index + 1) ?? 0) };
}

interface StepCount {
  readonly step: number;
  readonly count: number;
}

/** The newest rows that a query finds, one more than REPORTED_ROWS if there are more; without an order. */
export function reportedRows<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  foundBy: FoundBy | undefined,
): SelectQueryBuilder<T> {
  const limit = REPORTED_ROWS + 1;
  const ids = foundBy === 'block' ? newestIdsByBlock(query, limit, undefined) : newestIds(query, limit);
  return rowsOf(query, ids).orderBy();
}
