import { Injectable } from '@nestjs/common';
import { productScope } from '../../../core/identity';
import { Clock } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { LicenseStatsService } from '../../../core/licensing';

/** License counts; all others add up to `total`. */
export interface StatusCounts {
  readonly total: number;
  readonly active: number;
  readonly unused: number;
  readonly expired: number;
  /** Disabled, blocked, revoked or not started. */
  readonly unusable: number;
}

interface NotStarted {
  readonly total: number;
  readonly expired: number;
  /** Unused licenses that are not expired. */
  readonly unused: number;
}

@Injectable()
export class LicenseStatusCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stats: LicenseStatsService,
    private readonly clock: Clock,
  ) {}

  async count(): Promise<StatusCounts> {
    const stats = await this.stats.read();
    const [notStarted] = await this.work.manager.query<[NotStarted]>(NOT_STARTED, [
      this.clock.now(),
      productScope() ?? null,
    ]);
    const expired = stats.expired - notStarted.expired;
    const unused = stats.unused - notStarted.unused;
    const unusable = stats.suspended + notStarted.total;
    return { total: stats.total, active: stats.total - expired - unused - unusable, unused, expired, unusable };
  }
}

// An index covers the few licenses that have not started.
const NOT_STARTED = `
  SELECT count(*) AS total,
         count(*) FILTER (WHERE expires_at <= $1) AS expired,
         count(*) FILTER (WHERE first_activated_at IS NULL AND (expires_at IS NULL OR expires_at > $1)) AS unused
  FROM licenses
  WHERE starts_at > $1 AND revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL
    AND ($2::bigint[] IS NULL OR product_id = ANY ($2))
`;
