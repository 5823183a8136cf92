import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { Customer } from '../../customers/customers/customer.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { License } from '../licenses/license.entity';
import type { Behavior, DeviceUniqueness } from '../../catalog/policies/policy.entity';
import { Activation } from '../activations/activation.entity';
import { BlacklistsService } from './blacklists.service';
import type { LicenseContext } from './evaluate';

/** Seats are counted up to this number or the license's limit, whichever is higher, to bound the cost. */
const SEATS_COUNTED = 10_000;

/** Loads the state that `evaluate` needs. A product-scoped API key finds only its product's licenses. */
@Injectable()
export class LicenseContextLoader {
  constructor(
    private readonly work: UnitOfWork,
    private readonly blacklists: BlacklistsService,
    private readonly clock: Clock,
  ) {}

  async find(key: string, fingerprint: string | undefined): Promise<LicenseContext | null> {
    // First: without the settings there is no verdict.
    const blacklist = this.blacklists.current();
    const license = await this.work.manager.findOne(License, {
      where: { key, ...defined({ productId: productScope() }) },
      relations: { product: true, policy: true },
    });
    if (!license?.product) {
      return null;
    }
    const { product, behavior } = license;
    return {
      license,
      product,
      behavior,
      activation: await this.activationOf(license, fingerprint),
      ...(await this.countSeats(license, behavior)),
      boundElsewhere: await this.isBoundElsewhere(license, behavior, fingerprint),
      blacklist,
      customer: blacklist.namesBuyers ? await this.customerOf(license) : null,
    };
  }

  /**
   * Like `find`, but locks the license's row and, if devices are unique within the product, the device. Requires a
   * transaction.
   */
  async findLocked(key: string, fingerprint: string | undefined): Promise<LicenseContext | null> {
    const { manager } = this.work;
    const [locked] = await manager.query<{ product_id: number; unique_within: DeviceUniqueness }[]>(LOCK_LICENSE, [
      key,
      productScope() ?? null,
    ]);
    if (locked?.unique_within === 'product' && fingerprint !== undefined) {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `device ${locked.product_id} ${fingerprint}`,
      ]);
    }
    // Read after locking: a statement sees what was committed before it began.
    const context = await this.find(key, fingerprint);
    return context && { ...context, ownerEmail: (await this.customerOf(context.license))?.email ?? null };
  }

  private async customerOf({ customerId }: License): Promise<Customer | null> {
    return customerId === null ? null : this.work.manager.findOneBy(Customer, { id: customerId });
  }

  private async activationOf({ id }: License, fingerprint: string | undefined): Promise<Activation | null> {
    return fingerprint === undefined ? null : this.work.manager.findOneBy(Activation, { licenseId: id, fingerprint });
  }

  private async countSeats(
    { id, maxActivations, usesLimit }: License,
    behavior: Behavior,
  ): Promise<Pick<LicenseContext, 'seatsTaken' | 'seatsExpired' | 'usesTaken'>> {
    const [counted] = await this.work.manager.query<[{ taken: number; dead: number; uses: number }]>(COUNT_SEATS, [
      id,
      Math.max(SEATS_COUNTED, (maxActivations ?? 0) + 1),
      deadBefore(behavior, this.clock.now()),
      usesLimit ?? 0,
    ]);
    return { seatsTaken: counted.taken, seatsExpired: counted.dead, usesTaken: counted.uses };
  }

  private async isBoundElsewhere(
    license: License,
    behavior: Behavior,
    fingerprint: string | undefined,
  ): Promise<boolean> {
    if (fingerprint === undefined || behavior.deviceUniqueWithin !== 'product') {
      return false;
    }
    const rows = await this.work.manager.query<unknown[]>(BOUND_ELSEWHERE, [
      fingerprint,
      license.productId,
      license.id,
      this.clock.now(),
    ]);
    return rows.length > 0;
  }
}

/** Seats last seen before this instant are dead; null if the policy releases none. */
export function deadBefore({ deadSeats, heartbeatTimeout }: Behavior, now: Date): Date | null {
  return deadSeats === 'release' && heartbeatTimeout !== null
    ? new Date(now.getTime() - heartbeatTimeout * 1000)
    : null;
}

const LOCK_LICENSE = `
  SELECT l.product_id, coalesce(l.policy_overrides->>'deviceUniqueWithin', p.device_unique_within) AS unique_within
  FROM licenses l JOIN policies p ON p.id = l.policy_id
  WHERE l.key = $1 AND ($2::bigint IS NULL OR l.product_id = $2) FOR NO KEY UPDATE OF l
`;

const COUNT_SEATS = `
  SELECT count(*)::integer AS taken,
         (count(*) FILTER (WHERE last_seen_at < $3))::integer AS dead,
         (SELECT count(*) FROM (SELECT 1 FROM activations WHERE license_id = $1 LIMIT $4) AS ever)::integer AS uses
  FROM (SELECT last_seen_at FROM activations WHERE license_id = $1 AND deactivated_at IS NULL LIMIT $2) AS live
`;

/** Revoked licenses, and those expired beyond their grace period, do not bind a device. */
const BOUND_ELSEWHERE = `
  SELECT 1 FROM activations a JOIN licenses l ON l.id = a.license_id JOIN policies p ON p.id = l.policy_id
  WHERE a.fingerprint = $1 AND a.deactivated_at IS NULL AND l.product_id = $2 AND l.id <> $3 AND l.revoked_at IS NULL
    AND (l.expires_at IS NULL
      OR l.expires_at + make_interval(days => coalesce((l.policy_overrides->>'graceDays')::integer, p.grace_days)) > $4)
  LIMIT 1
`;
