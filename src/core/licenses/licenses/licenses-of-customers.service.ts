import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { CustomerLicenses } from '../../customers/customers/customer-licenses';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from './event-payload';
import { License } from './license.entity';

export const CUSTOMER_LIMITS = {
  /** Licenses per statement. */
  step: 1_000,
};

@Injectable()
export class LicensesOfCustomersService extends CustomerLicenses {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override areOfProducts(customerId: string, productIds?: string): string {
    const ofProducts = productIds === undefined ? '' : ` AND product_id = ANY (${productIds})`;
    return `EXISTS (SELECT 1 FROM licenses WHERE customer_id = ${customerId}${ofProducts})`;
  }

  override async areOfOthers(customerId: number, productIds: readonly number[]): Promise<boolean> {
    const others = await this.work.manager.query<unknown[]>(CUSTOMER_OF_OTHERS, [customerId, productIds]);
    return others.length > 0;
  }

  override async counts(customerIds: readonly number[], limit: number): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ id: number; count: number }[]>(COUNTS, [
      ...[customerIds, limit],
      productScope() ?? null,
    ]);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  override async reassign(from: readonly number[], to: number): Promise<void> {
    let licenses: License[];
    do {
      licenses = await this.nextOf(from);
      await this.update(licenses, to);
    } while (licenses.length === CUSTOMER_LIMITS.step);
  }

  /** Locks in id order, as bulk changes do. */
  private nextOf(customerIds: readonly number[]): Promise<License[]> {
    return this.work.manager
      .createQueryBuilder(License, 'license')
      .where('license.customerId = ANY (:customerIds)', { customerIds })
      .orderBy('license.id')
      .limit(CUSTOMER_LIMITS.step)
      .setLock('for_no_key_update')
      .getMany();
  }

  private async update(licenses: readonly License[], customerId: number): Promise<void> {
    await this.work.manager.query(
      `UPDATE licenses SET customer_id = $2, updated_at = $3 WHERE id = ANY ($1::bigint[])`,
      [licenses.map(({ id }) => id), customerId, this.clock.now()],
    );
    await this.work.record(
      licenses.map((license) =>
        this.work.changeRecord(
          'license.updated',
          license,
          { customer_id: license.customerId },
          { customer_id: customerId },
          eventPayload({ ...license, customerId }),
        ),
      ),
    );
  }
}

const COUNTS = `
  SELECT customer.id, (
    SELECT count(*)::integer FROM (
      SELECT 1 FROM licenses
      WHERE customer_id = customer.id AND ($3::bigint[] IS NULL OR product_id = ANY ($3)) LIMIT $2
    ) AS counted
  ) AS count
  FROM unnest($1::bigint[]) AS customer (id)`;

const CUSTOMER_OF_OTHERS = 'SELECT 1 FROM licenses WHERE customer_id = $1 AND product_id <> ALL ($2) LIMIT 1';
