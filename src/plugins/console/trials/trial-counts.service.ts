import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { productScope } from '../../../core/identity';
import { UnitOfWork } from '../../../core/platform';
import { stateCondition, TRIAL_STATES, type TrialState } from '../../../core/verification/internal';

/** Each count is exact up to this number; a larger one is one more. */
export const COUNTED_TRIALS = 10_000;

/** Days of `TrialCounts.recent`. */
export const RECENT_DAYS = 90;

export interface TrialCounts {
  readonly states: Readonly<Record<TrialState, number>>;
  /** Trials that were over or converted in the last RECENT_DAYS. */
  readonly recent: { readonly converted: number; readonly notConverted: number };
}

type Row = Record<TrialState | 'recentlyConverted' | 'recentlyEnded', number>;

@Injectable()
export class TrialCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<TrialCounts> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - RECENT_DAYS * DAY);
    const parameters = [now, since, COUNTED_TRIALS + 1, productScope() ?? null];
    const [{ recentlyConverted, recentlyEnded, ...states }] = await this.work.manager.query<[Row]>(COUNTS, parameters);
    return { states, recent: { converted: recentlyConverted, notConverted: recentlyEnded } };
  }
}

const counted = (condition: string, name: string): string => `(
  SELECT count(*)::integer FROM (
    SELECT FROM trials trial WHERE ${condition} AND ($4::bigint[] IS NULL OR product_id = ANY ($4)) LIMIT $3
  ) AS found
) AS "${name}"`;

const COUNTS = `SELECT ${[
  ...TRIAL_STATES.map((state) => counted(stateCondition(state, '$1::timestamptz'), state)),
  counted('converted_at > $2::timestamptz AND converted_at <= $1::timestamptz', 'recentlyConverted'),
  counted(
    `${stateCondition('ended', '$1::timestamptz')} AND coalesce(trial.ends_at, 'infinity') > $2::timestamptz`,
    'recentlyEnded',
  ),
].join(', ')}`;
