import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';

/** More licenses are not counted. */
export const MAX_EXPIRING = 10_000;

/** Licenses that expire soon; neither suspended nor expired. */
export interface ExpiringLicenses {
  readonly within7Days: number;
  /** Includes those within 7 days. MAX_EXPIRING + 1 for more than MAX_EXPIRING. */
  readonly within30Days: number;
}

@Injectable()
export class ExpiringLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async count(): Promise<ExpiringLicenses> {
    const now = this.clock.now().getTime();
    const [counts] = await this.work.manager.query<[ExpiringLicenses]>(COUNT, [
      new Date(now),
      new Date(now + 7 * DAY),
      new Date(now + 30 * DAY),
    ]);
    return counts;
  }
}

// The index of these columns ends with the date.
const COUNT = `
  SELECT count(*) FILTER (WHERE expires_at <= $2)::integer AS "within7Days", count(*)::integer AS "within30Days"
  FROM (
    SELECT expires_at FROM licenses
    WHERE revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL AND expires_at > $1 AND expires_at <= $3
    ORDER BY expires_at LIMIT ${MAX_EXPIRING + 1}
  ) AS expiring
`;
