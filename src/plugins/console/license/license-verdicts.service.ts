import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import type { License } from '../../../core/licenses';
import { IS_USABLE } from '../../../core/verification/internal';

export interface VerdictCounts {
  readonly usable: number;
  readonly refused: number;
}

/** The sum of the counts is exact up to this number. */
export const COUNTED_VERDICTS = 10_000;

/** Counts the recent verdicts of a license. Deactivations are no verdicts. */
@Injectable()
export class LicenseVerdictsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Counts the newest COUNTED_VERDICTS check results since this instant. */
  async countSince({ id }: Pick<License, 'id'>, since: Date): Promise<VerdictCounts> {
    const [counts] = await this.work.manager.query<[VerdictCounts]>(COUNTS, [
      id,
      since,
      COUNTED_VERDICTS,
      this.clock.now(),
    ]);
    return counts;
  }
}

// The present bounds the rows, so that the partitions of the months to come are left out.
const COUNTS = `
  SELECT count(*) FILTER (WHERE ${IS_USABLE})::integer AS usable,
    count(*) FILTER (WHERE NOT ${IS_USABLE})::integer AS refused
  FROM (
    SELECT outcome FROM verifications
    WHERE license_id = $1 AND at >= $2 AND at <= $4 AND operation <> 'deactivate' ORDER BY at DESC LIMIT $3
  ) AS v`;
