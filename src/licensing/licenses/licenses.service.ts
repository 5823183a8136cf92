import { Injectable, type Type } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { scoped } from '../../identity/sessions/scoped';
import { Clock } from '../../common/clock';
import { allPages } from '../../common/pagination/all-pages';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { readPage } from '../../platform/database/read-page';
import { Customer } from '../../customers/customers/customer.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Policy } from '../../catalog/policies/policy.entity';
import { idOrReferenceIn } from '../../catalog/products/names';
import { Product } from '../../catalog/products/product.entity';
import { eventPayload } from './event-payload';
import { changesOf } from './license-turns';
import { type LicenseFilter, applyFilter } from './license-filter';
import { LicenseNotFound, referencesKept } from './license.errors';
import { License } from './license.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/**
 * A license's uid, the number that other APIs call its id, its key, or what some of them name it by: its key or, where no
 * license has that key, its number.
 */
export type LicenseId = string | number | { readonly key: string } | { readonly named: string };

/** What a change does to a license, and the name under which it is told. */
export interface LicenseUpdate {
  readonly event: EventName;
  readonly change: Partial<License>;
}

/** Seats and uses that a license has given away. */
export interface LicenseUsage {
  readonly seats: number;
  readonly uses: number;
}

export interface LicenseWithUsage {
  readonly license: License;
  readonly use: LicenseUsage;
}

const ROWS_AT_ONCE = 500;

/** Licenses as they are: found, listed, changed, deleted. What they permit is decided elsewhere. */
@Injectable()
export class LicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  get(id: LicenseId): Promise<LicenseWithUsage> {
    return this.one(this.query().andWhere(...conditionOf(id)));
  }

  getByKey(key: string): Promise<LicenseWithUsage> {
    return this.get({ key });
  }

  list(page: PageRequest, filter: LicenseFilter = {}): Promise<Page<LicenseWithUsage>> {
    return this.read(page, filter, productScope(), this.clock.now());
  }

  /** All that a list would show, in pages that are read as they are taken. */
  all(filter: LicenseFilter = {}): AsyncGenerator<LicenseWithUsage[]> {
    // Asked now: the pages may be taken where the request is not known any more.
    const scope = productScope();
    const now = this.clock.now();
    return allPages((after) => this.read({ limit: ROWS_AT_ONCE, after }, filter, scope, now));
  }

  /** Changes a license while nobody else can, and records it; null leaves it as it is. */
  update(
    id: LicenseId,
    decide: (license: License, now: Date) => Promise<LicenseUpdate | null> | LicenseUpdate | null,
  ): Promise<LicenseWithUsage> {
    return this.work.runInTurn(changesOf(id), async () => {
      await this.lock(id);
      const { license, use } = await this.get(id);
      const now = this.clock.now();
      const alteration = await decide(license, now);
      if (!alteration) {
        return { license, use };
      }
      const { event, change } = alteration;
      const facts = eventPayload({ ...license, ...change });
      const saving = this.work.update(event, license, { ...change, updatedAt: now }, facts);
      return { license: await referencesKept(saving), use };
    });
  }

  /** With its activations; what was recorded of it stays. */
  async delete(id: LicenseId): Promise<void> {
    await this.work.runInTurn(changesOf(id), async () => {
      await this.lock(id);
      const { license } = await this.get(id);
      await this.work.remove('license.deleted', License, license, eventPayload(license));
    });
  }

  /** Makes changes of one license take turns with each other and with its activations. */
  private async lock(id: LicenseId): Promise<void> {
    await this.query()
      .select('license.id')
      .andWhere(...conditionOf(id))
      .setLock('for_no_key_update')
      .getRawOne();
  }

  private async read(
    page: PageRequest,
    filter: LicenseFilter,
    scope: number | undefined,
    now: Date,
  ): Promise<Page<LicenseWithUsage>> {
    const query = this.query(scope);
    applyFilter(query, filter, now);
    const { rows, ...rest } = await readPage(query, page);
    await this.complete(rows);
    return { ...rest, rows: await this.withUsage(rows) };
  }

  /** Loads what the licenses refer to, each once, because most of a list has the same product and policy: joined, it would take twice as long. */
  private async complete(licenses: License[]): Promise<void> {
    const products = await this.byId(
      Product,
      licenses.map(({ productId }) => productId),
    );
    const policies = await this.byId(
      Policy,
      licenses.map(({ policyId }) => policyId),
    );
    const customers = await this.byId(
      Customer,
      licenses.map(({ customerId }) => customerId),
    );
    for (const license of licenses) {
      license.product = products.get(license.productId);
      license.policy = policies.get(license.policyId);
      license.customer = license.customerId === null ? null : customers.get(license.customerId);
    }
  }

  private async byId<T extends Product | Policy | Customer>(
    type: Type<T>,
    ids: (number | null)[],
  ): Promise<Map<number, T>> {
    const distinct = [...new Set(ids.filter((id) => id !== null))];
    const rows =
      distinct.length === 0
        ? []
        : await this.work.manager.createQueryBuilder(type, 'row').whereInIds(distinct).getMany();
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What the caller may see: a key that is good for one product sees that product's licenses alone. */
  private query(scope = productScope()): SelectQueryBuilder<License> {
    return scoped(this.work.manager.createQueryBuilder(License, 'license'), 'license.productId', scope);
  }

  private async one(query: SelectQueryBuilder<License>): Promise<LicenseWithUsage> {
    const license = await query
      .innerJoinAndSelect('license.product', 'product')
      .innerJoinAndSelect('license.policy', 'policy')
      .leftJoinAndSelect('license.customer', 'customer')
      .getOne();
    const [used] = license ? await this.withUsage([license]) : [];
    if (!used) {
      throw new LicenseNotFound();
    }
    return used;
  }

  private async withUsage(licenses: License[]): Promise<LicenseWithUsage[]> {
    const counted = await this.work.manager.query<({ id: number } & LicenseUsage)[]>(COUNT_USE, [
      licenses.map(({ id }) => id),
    ]);
    const useOf = new Map(counted.map(({ id, seats, uses }) => [id, { seats, uses }]));
    return licenses.map((license) => ({ license, use: useOf.get(license.id) ?? { seats: 0, uses: 0 } }));
  }
}

const COUNT_USE = `
  SELECT license_id AS id, count(*) FILTER (WHERE deactivated_at IS NULL) AS seats, count(*) AS uses
  FROM activations WHERE license_id = ANY ($1::bigint[]) GROUP BY license_id
`;

// A key of another product's license hides no license of this number from a caller who is bound to one product.
const IS_NAMED = `license.id = COALESCE(
  (SELECT id FROM licenses WHERE key = :reference AND (CAST(:within AS bigint) IS NULL OR product_id = :within)),
  CAST(:number AS bigint)
)`;

function conditionOf(id: LicenseId): [condition: string, parameters: ObjectLiteral] {
  if (typeof id === 'object') {
    return 'key' in id
      ? ['license.key = :key', id]
      : [IS_NAMED, { ...idOrReferenceIn(id.named), within: productScope() ?? null }];
  }
  return [`license.${typeof id === 'number' ? 'id' : 'uid'} = :id`, { id }];
}
