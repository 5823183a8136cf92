import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LicenseStatsService } from './license-stats.service';

/** Licenses by what they can be used for: the last four add up to the first. */
export interface StatusCounts {
  readonly total: number;
  readonly active: number;
  readonly unused: number;
  readonly expired: number;
  /** Disabled, blocked, revoked or not yet begun. */
  readonly unusable: number;
}

interface NotStarted {
  readonly total: number;
  readonly expired: number;
  /** Of those that are not expired. */
  readonly unused: number;
}

@Injectable()
export class LicenseStatusCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly figures: LicenseStatsService,
    private readonly clock: Clock,
  ) {}

  async count(): Promise<StatusCounts> {
    const figures = await this.figures.read();
    const [waiting] = await this.work.manager.query<[NotStarted]>(NOT_STARTED, [
      this.clock.now(),
      productScope() ?? null,
    ]);
    const expired = figures.expired - waiting.expired;
    const unused = figures.unused - waiting.unused;
    const unusable = figures.outOfForce + waiting.total;
    return { total: figures.total, active: figures.total - expired - unused - unusable, unused, expired, unusable };
  }
}

// Few licenses have yet to begin, and an index holds them.
const NOT_STARTED = `
  SELECT count(*) AS total,
         count(*) FILTER (WHERE expires_at <= $1) AS expired,
         count(*) FILTER (WHERE first_activated_at IS NULL AND (expires_at IS NULL OR expires_at > $1)) AS unused
  FROM licenses
  WHERE starts_at > $1 AND revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL
    AND ($2::bigint IS NULL OR product_id = $2)
`;
