import { Injectable } from '@nestjs/common';
import { productScope } from '../../../core/identity';
import { Clock } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';

export interface CustomerStats {
  readonly licenses: number;
  /** Licenses that are unused or active. */
  readonly valid: number;
  /** Active devices that take a seat. */
  readonly activations: number;
  /** Sum of `max_users`; unlimited counts 0. */
  readonly users: number;
}

/** Counts the licenses of a customer and their devices. */
@Injectable()
export class CustomerStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async read(customerId: number): Promise<CustomerStats> {
    const [stats] = await this.work.manager.query<[CustomerStats]>(COUNT, [
      customerId,
      this.clock.now(),
      productScope() ?? null,
    ]);
    return stats;
  }
}

// A single statement, so that the counts are consistent.
const COUNT = `
  WITH owned AS (
    SELECT * FROM licenses WHERE customer_id = $1 AND ($3::bigint[] IS NULL OR product_id = ANY ($3))
  )
  SELECT count(*) AS licenses,
         count(*) FILTER (
           WHERE revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL
             AND (starts_at IS NULL OR starts_at <= $2) AND (expires_at IS NULL OR expires_at > $2)
         ) AS valid,
         (SELECT count(*) FROM activations WHERE license_id IN (SELECT id FROM owned) AND deactivated_at IS NULL AND takes_seat) AS activations,
         coalesce(sum(max_users), 0) AS users
  FROM owned
`;
