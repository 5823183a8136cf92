import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { normalFormOf } from '../../../core/licenses/internal';
import { UnitOfWork } from '../../../core/platform';

/** Claims within a day by one visitor, and of one key. */
export const MAX_TRIES = { visitor: 20, key: 10 };

/** Counts claims in the database: numbers of purchases can be guessed, in time, also at few tries per minute. */
@Injectable()
export class ClaimTriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a claim before anything is looked up, whether the key exists or not. False if there were too many.
   * @param email address of the visitor
   */
  async count(email: string, key: string): Promise<boolean> {
    const isOpen = await this.isBelow(`visitor\n${email}`, MAX_TRIES.visitor);
    return isOpen && this.isBelow(`key\n${normalFormOf(key) ?? key}`, MAX_TRIES.key);
  }

  private async isBelow(subject: string, most: number): Promise<boolean> {
    const now = this.clock.now();
    const values = [hash('sha256', subject), now, new Date(now.getTime() - DAY)];
    const [row] = await this.work.manager.query<{ tries: number }[]>(COUNT, values);
    return row !== undefined && row.tries <= most;
  }
}

// A day begins with the first try: of tries at once, each counts those before.
const COUNT = `
  INSERT INTO portal_claim_tries AS counted (subject, tries, since) VALUES ($1, 1, $2)
  ON CONFLICT (subject) DO UPDATE SET
    tries = CASE WHEN counted.since <= $3 THEN 1 ELSE counted.tries + 1 END,
    since = CASE WHEN counted.since <= $3 THEN $2 ELSE counted.since END
  RETURNING tries`;
