import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IssueLicensesService, type NewLicense } from '../../licenses/issuing/issue-licenses.service';
import { UNUSED } from '../licenses/license-relations';
import { LicensesService, type LicenseWithUsage } from '../licenses/licenses.service';
import type { KeyPool } from '../../licenses/licenses/key-pool.entity';
import { KeyPoolsService } from './key-pools.service';
import { PooledKey } from '../../licenses/licenses/pooled-key.entity';

/** Fields of the license; product, policy and key come from the pool. */
export type TakenLicense = Omit<NewLicense, 'product' | 'policy' | 'key'>;

export interface TakenKey {
  readonly drawn: LicenseWithUsage;
  /** False for an order that has its license already. */
  readonly isNew: boolean;
  /** Number of keys that the pool has left. */
  readonly left: number;
}

/** Issues licenses with the keys of a pool. */
@Injectable()
export class TakeKeyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pools: KeyPoolsService,
    private readonly issuance: IssueLicensesService,
    private readonly licenses: LicensesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Concurrent draws take different keys without waiting for each other.
   * @param order reference of the order; with the same one, the first license is returned
   */
  draw(uid: string, input: TakenLicense, order?: string): Promise<TakenKey> {
    return this.work.run(async (manager) => {
      const pool = await this.pools.getShared(uid);
      const before = order === undefined ? null : await this.drawnBefore(manager, pool, order);
      if (before) {
        return { drawn: await this.licenseOf(before), isNew: false, left: pool.keysLeft };
      }
      const { id, key } = await this.takeNext(manager, pool, order);
      const { product, policy } = pool;
      const license = await this.issuance.issue({
        ...input,
        key,
        product: product?.reference ?? '',
        ...(policy && { policy: policy.uid }),
      });
      await manager.update(PooledKey, id, { licenseId: license.id });
      return { drawn: { license, use: UNUSED }, isNew: true, left: await this.countDown(manager, pool) };
    });
  }

  /** Locks the order, so that a repeated call waits for the first. */
  private async drawnBefore(manager: EntityManager, pool: KeyPool, order: string): Promise<PooledKey | null> {
    await advisoryLock(manager, `keyward: order of key pool ${pool.id} ${order}`);
    return manager.findOneBy(PooledKey, { poolId: pool.id, orderReference: order });
  }

  private licenseOf({ licenseId }: PooledKey): Promise<LicenseWithUsage> {
    if (licenseId === null) {
      throw problem('ORDER_LICENSE_DELETED');
    }
    return this.licenses.get(licenseId);
  }

  private async takeNext(
    manager: EntityManager,
    pool: KeyPool,
    order: string | undefined,
  ): Promise<{ id: number; key: string }> {
    const [[taken]] = await manager.query<[{ id: number; key: string }[], number]>(TAKE_NEXT, [
      pool.id,
      this.clock.now(),
      order ?? null,
    ]);
    if (!taken) {
      throw problem('POOL_EMPTY');
    }
    return taken;
  }

  /** Last, because the row of the pool is locked until the commit. One draw reaches the low-water mark. */
  private async countDown(manager: EntityManager, pool: KeyPool): Promise<number> {
    const [[row]] = await manager.query<[{ keys_left: number; low_water: number | null }[], number]>(COUNT_DOWN, [
      pool.id,
    ]);
    const left = row?.keys_left ?? 0;
    if (left === row?.low_water) {
      const data = { ...this.work.snapshot(pool), keys_left: left, low_water: left };
      await this.work.record([this.work.changeRecord('key_pool.low', pool, null, null, data)]);
    }
    return left;
  }
}

const TAKE_NEXT = `
  UPDATE pooled_keys SET drawn_at = $2, order_reference = $3
  WHERE id = (
    SELECT id FROM pooled_keys WHERE pool_id = $1 AND drawn_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
  )
  RETURNING id, key
`;

const COUNT_DOWN = `
  UPDATE key_pools SET keys_left = keys_left - 1 WHERE id = $1 RETURNING keys_left, low_water
`;
