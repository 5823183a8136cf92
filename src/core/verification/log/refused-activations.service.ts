import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IS_USABLE, REFUSED_ACTIVATION } from './verification.entity';
import { DAY } from '../../common/calendar';

/** Counts refused activations in the log. */
@Injectable()
export class RefusedActivationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether at least `limit` activations were refused within a day. Refusals as BLACKLISTED do not count: otherwise, a
   * client that keeps retrying would never be unblocked.
   */
  async reach(limit: number, source: { readonly ip: string } | { readonly fingerprint: string }): Promise<boolean> {
    const [statement, value] = 'ip' in source ? [BY_ADDRESS, source.ip] : [BY_FINGERPRINT, source.fingerprint];
    const since = new Date(this.clock.now().getTime() - DAY);
    const rows = await this.work.manager.query<unknown[]>(statement, [value, since, limit - 1]);
    return rows.length > 0;
  }
}

// Stops at the row that reaches the limit.
const limitReachedBy = (column: string): string =>
  `SELECT 1 FROM verifications WHERE ${column} = $1 AND at > $2 AND ${REFUSED_ACTIVATION} AND NOT ${IS_USABLE} OFFSET $3 LIMIT 1`;

const BY_ADDRESS = limitReachedBy('ip');
const BY_FINGERPRINT = limitReachedBy('fingerprint');
