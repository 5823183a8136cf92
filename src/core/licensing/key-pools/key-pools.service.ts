import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { PRODUCT_NAMES } from '../../catalog/products/names';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { ProductsService } from '../../catalog/products/products.service';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem, referenced } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { scoped } from '../../identity/permissions/caller';
import { advisoryLock, sharedAdvisoryLock } from '../../platform/database/advisory-lock';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { referencesKept } from '../../licenses/licenses/license.errors';
import { KeyPool } from '../../licenses/licenses/key-pool.entity';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereNamed } from '../../platform/database/any-of';

/** Omitted fields are unchanged. */
export interface KeyPoolChange {
  readonly name?: string;
  /** Uid of the policy; null is the product's own. */
  readonly policy?: string | null;
  readonly warningThreshold?: number | null;
}

export interface NewKeyPool extends KeyPoolChange {
  readonly name: string;
  /** Reference of the product. */
  readonly product: string;
}

/** All given filters must match. */
export interface KeyPoolFilter {
  /** Uid or reference of the product. */
  readonly product?: OneOrMore<string>;
  /** Part of the name. */
  readonly q?: string;
}

/** Creates, reads, changes and deletes key pools. */
@Injectable()
export class KeyPoolsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  create({ product: reference, ...input }: NewKeyPool): Promise<KeyPool> {
    return this.work.run(async (manager) => {
      const product = await referenced('product', this.products.get(reference));
      const now = this.clock.now();
      const stamp = { keysLeft: 0, createdAt: now, updatedAt: now };
      const given = { policy: null, policyId: null, warningThreshold: null, ...(await this.columnsOf(input)) };
      const pool = manager.create(KeyPool, { ...given, product, productId: product.id, ...stamp });
      return refuseDuplicate(this.work.create('key_pool.created', pool));
    });
  }

  list(page: PageRequest, { product, q }: KeyPoolFilter = {}): Promise<Page<KeyPool>> {
    const query = this.query();
    whereNamed(query, 'pool.productId', product, PRODUCT_NAMES);
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(uid: string): Promise<KeyPool> {
    return found(await this.query().andWhere('pool.uid = :uid', { uid }).getOne());
  }

  /**
   * Until the end of the transaction, the pool is not deleted. Others may draw and import meanwhile. Not a row lock: who
   * already has one would wait behind the deletion, which waits for them.
   */
  async getShared(uid: string): Promise<KeyPool> {
    await sharedAdvisoryLock(this.work.manager, lockOf(uid));
    return this.get(uid);
  }

  change(uid: string, input: KeyPoolChange): Promise<KeyPool> {
    return this.work.run(async () => {
      const pool = await this.getLocked(uid);
      const change = { ...(await this.columnsOf(input)), updatedAt: this.clock.now() };
      return refuseDuplicate(this.work.update('key_pool.updated', pool, change, { product_id: pool.productId }));
    });
  }

  /** Also deletes its keys. Licenses with drawn keys are unchanged. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      await advisoryLock(manager, lockOf(uid));
      await this.work.remove('key_pool.deleted', KeyPool, await this.get(uid));
    });
  }

  private async columnsOf({ name, policy: uid, warningThreshold }: KeyPoolChange): Promise<Partial<KeyPool>> {
    const given = defined({ name, warningThreshold });
    if (uid === undefined) {
      return given;
    }
    const policy = uid === null ? null : await referenced('policy', this.policies.get(uid));
    return { ...given, policy, policyId: policy?.id ?? null };
  }

  /** Serializes changes of a pool to prevent lost updates. */
  private async getLocked(uid: string): Promise<KeyPool> {
    const query = this.query().andWhere('pool.uid = :uid', { uid });
    return found(await query.setLock('for_no_key_update', undefined, ['pool']).getOne());
  }

  /** Pools visible to the caller: a product-scoped API key sees only its product's. */
  private query(): SelectQueryBuilder<KeyPool> {
    const query = this.work.manager
      .createQueryBuilder(KeyPool, 'pool')
      .innerJoinAndSelect('pool.product', 'product')
      .leftJoinAndSelect('pool.policy', 'policy');
    return scoped(query, 'pool.productId');
  }
}

const SEARCH = foundAmongNewest({ alias: 'pool', table: 'key_pools', match: 'newest.name ILIKE :q' });

function lockOf(uid: string): string {
  return `keyward: key pool ${uid.toLowerCase()}`;
}

function found(pool: KeyPool | null): KeyPool {
  if (!pool) {
    throw problem('KEY_POOL_NOT_FOUND');
  }
  return pool;
}

function refuseDuplicate(saving: Promise<KeyPool>): Promise<KeyPool> {
  return onUniqueViolation(referencesKept(saving), 'KEY_POOL_NAME_TAKEN', {
    constraint: 'key_pools_name_unique',
    field: 'name',
  });
}
