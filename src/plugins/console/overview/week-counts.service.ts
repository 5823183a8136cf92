import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';

/** Events of the last seven days, and of the seven before. */
export interface WeekCounts {
  readonly issued: number;
  readonly issuedBefore: number;
  readonly activated: number;
  readonly activatedBefore: number;
}

@Injectable()
export class WeekCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<WeekCounts> {
    const now = this.clock.now().getTime();
    const [counts] = await this.work.manager.query<[WeekCounts]>(COUNTS, [
      new Date(now - 14 * DAY),
      new Date(now - 7 * DAY),
    ]);
    return counts;
  }
}

const sum = (name: string, where: string): string =>
  `coalesce(sum(count) FILTER (WHERE name = '${name}' AND at ${where} $2), 0)::bigint`;

// The primary key begins with the time.
const COUNTS = `
  SELECT ${sum('license.issued', '>=')} AS issued, ${sum('license.issued', '<')} AS "issuedBefore",
         ${sum('license.activated', '>=')} AS activated, ${sum('license.activated', '<')} AS "activatedBefore"
  FROM event_counts WHERE at >= $1
`;
