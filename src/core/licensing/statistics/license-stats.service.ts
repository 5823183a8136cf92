import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Numbers of licenses; `valid`, `expired` and `suspended` add up to `total`. */
export interface LicenseStats {
  readonly total: number;
  /** Licenses that are neither suspended nor expired. */
  readonly valid: number;
  readonly expired: number;
  /** Disabled, blocked or revoked. */
  readonly suspended: number;
  /** Valid licenses that were never activated. */
  readonly unused: number;
}

/** Counts the licenses that the caller sees, by status. */
@Injectable()
export class LicenseStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A product-scoped API key counts only its products' licenses. */
  async read(): Promise<LicenseStats> {
    const scope = productScope();
    const [stats] = await this.work.manager.query<[LicenseStats]>(
      countOf(scope === undefined ? 'licenses' : 'licenses WHERE product_id = ANY ($2)'),
      [this.clock.now(), ...(scope === undefined ? [] : [scope])],
    );
    return stats;
  }
}

// A single scan of the index that covers these columns, so that the counts are consistent.
const countOf = (source: string): string => `
  SELECT count(*) AS "total",
         count(*) FILTER (WHERE in_force AND NOT expired) AS "valid",
         count(*) FILTER (WHERE in_force AND expired) AS "expired",
         count(*) FILTER (WHERE NOT in_force) AS "suspended",
         count(*) FILTER (WHERE in_force AND NOT expired AND unused) AS "unused"
  FROM (
    SELECT revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL AS in_force,
           coalesce(expires_at <= $1, false) AS expired,
           first_activated_at IS NULL AS unused
    FROM ${source}
  ) AS license
`;
