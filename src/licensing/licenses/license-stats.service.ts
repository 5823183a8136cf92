import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** How many licenses there are. Disabled, expired and running ones add up to the total. */
export interface LicenseStats {
  readonly total: number;
  /** Neither out of force nor expired. */
  readonly running: number;
  readonly expired: number;
  /** Disabled, blocked or revoked. */
  readonly outOfForce: number;
  /** Of those that are running. */
  readonly unused: number;
}

@Injectable()
export class LicenseStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of what the caller may see: a key that is good for one product sees that product's licenses alone. */
  async read(): Promise<LicenseStats> {
    const scope = productScope();
    const [figures] = await this.work.manager.query<[LicenseStats]>(
      countOf(scope === undefined ? 'licenses' : 'licenses WHERE product_id = $2'),
      [this.clock.now(), ...(scope === undefined ? [] : [scope])],
    );
    return figures;
  }
}

// One pass over an index that holds all of these columns, so that the figures belong together.
const countOf = (these: string): string => `
  SELECT count(*) AS "total",
         count(*) FILTER (WHERE in_force AND NOT expired) AS "running",
         count(*) FILTER (WHERE in_force AND expired) AS "expired",
         count(*) FILTER (WHERE NOT in_force) AS "outOfForce",
         count(*) FILTER (WHERE in_force AND NOT expired AND unused) AS "unused"
  FROM (
    SELECT revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL AS in_force,
           coalesce(expires_at <= $1, false) AS expired,
           first_activated_at IS NULL AS unused
    FROM ${these}
  ) AS license
`;
