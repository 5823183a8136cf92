import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { REFUSED_ACTIVATION } from './verification.entity';

const DAY = 86_400_000;

/** How often somebody tried in vain, as far as the log knows. */
@Injectable()
export class RefusedActivationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether so many activations or more were refused within a day. A refusal for being blacklisted is none of them, or
   * nobody who keeps trying would ever get out.
   */
  async reach(most: number, of: { readonly ip: string } | { readonly fingerprint: string }): Promise<boolean> {
    const [statement, who] = 'ip' in of ? [OF_ADDRESS, of.ip] : [OF_FINGERPRINT, of.fingerprint];
    const since = new Date(this.clock.now().getTime() - DAY);
    const rows = await this.work.manager.query<unknown[]>(statement, [who, since, most - 1]);
    return rows.length > 0;
  }
}

// Reads the index no further than to the row that makes it too many.
const theLastOf = (column: string): string =>
  `SELECT 1 FROM verifications WHERE ${column} = $1 AND at > $2 AND ${REFUSED_ACTIVATION} OFFSET $3 LIMIT 1`;

const OF_ADDRESS = theLastOf('ip');
const OF_FINGERPRINT = theLastOf('fingerprint');
