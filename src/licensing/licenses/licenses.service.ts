import { Injectable, type Type } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { scoped } from '../../identity/sessions/scoped';
import { Clock } from '../../common/clock';
import { allPages } from '../../common/pagination/all-pages';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { readPage } from '../../platform/database/read-page';
import { Customer } from '../../customers/customers/customer.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Policy } from '../../catalog/policies/policy.entity';
import { idOrReferenceIn } from '../../catalog/products/names';
import { Product } from '../../catalog/products/product.entity';
import { eventPayload } from './event-payload';
import type { GrantChange } from '../../catalog/entitlements/grants';
import { GrantsService } from '../grants/grants.service';
import { ResolveLicensesService } from '../grants/resolve-licenses.service';
import { LicenseResources } from './license-resources';
import { changesOf } from './license-turns';
import { type LicenseFilter, applyFilter, foundBy } from './license-filter';
import { applyReferences } from './license-filter-references';
import { LicenseNotFound, referencesKept } from './license.errors';
import { License, LICENSES } from './license.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/**
 * A license's uid or key; its numeric id; its key alone; or `idOrReference`: a key or, if no license has that key, a numeric id.
 */
export type LicenseId = string | number | { readonly key: string } | { readonly idOrReference: string };

/** A change and the name of its event. */
export interface LicenseUpdate {
  readonly event: EventName;
  readonly change: Partial<License>;
  /** Replaces the license's own grants. */
  readonly grants?: GrantChange;
}

export interface LicenseUsage {
  readonly seats: number;
  readonly uses: number;
}

export interface LicenseWithUsage {
  readonly license: License;
  readonly use: LicenseUsage;
}

const EXPORT_PAGE_SIZE = 500;

/** Reads, changes and deletes licenses. */
@Injectable()
export class LicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly resources: LicenseResources,
    private readonly grants: GrantsService,
    private readonly resolution: ResolveLicensesService,
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

  /** All matching licenses, in pages that are loaded on demand. */
  all(filter: LicenseFilter = {}): AsyncGenerator<LicenseWithUsage[]> {
    // Read now: pages may be loaded outside the request's context.
    const scope = productScope();
    const now = this.clock.now();
    return allPages((after) =>
      this.read({ limit: EXPORT_PAGE_SIZE, after }, { ...filter, isExhaustive: true }, scope, now),
    );
  }

  /** Changes a license under its row lock and records the event; null changes nothing. */
  update(
    id: LicenseId,
    change: (license: License, now: Date) => Promise<LicenseUpdate | null> | LicenseUpdate | null,
  ): Promise<LicenseWithUsage> {
    return this.runLocked(id, async ({ license, use }) => {
      const now = this.clock.now();
      const update = await change(license, now);
      if (!update) {
        return { license, use };
      }
      return { license: await this.save(license, { ...update.change, updatedAt: now }, update), use };
    });
  }

  /** What the license holds follows a change of its product, its policy or its own grants. */
  private async save(license: License, columns: Partial<License>, { event, grants }: LicenseUpdate): Promise<License> {
    const { productId = license.productId, policyId = license.policyId } = columns;
    const isMoved = productId !== license.productId;
    // Codes of one product mean nothing in another.
    const change = isMoved ? { ...NO_GRANTS, ...grants } : (grants ?? {});
    const record = await this.grants.replaceOfLicense({ id: license.id, productId }, change);
    const isResolved = Object.keys(change).length === 0 && policyId === license.policyId;
    const payload = eventPayload({ ...license, ...columns });
    const saved = await referencesKept(this.work.update(event, license, columns, payload, record));
    await (isResolved ? undefined : this.resolution.resolve([saved]));
    return saved;
  }

  /** Also deletes its activations and releases its resources; audit entries and log records are kept. */
  async delete(id: LicenseId): Promise<void> {
    await this.runLocked(id, async ({ license }) => {
      await this.resources.releaseAllOf([license]);
      await this.work.remove('license.deleted', License, license, eventPayload(license));
    });
  }

  /** Runs the work in a transaction, under the license's row lock. */
  runLocked<T>(id: LicenseId, work: (locked: LicenseWithUsage) => Promise<T>): Promise<T> {
    return this.work.runInTurn(changesOf(id), async () => {
      await this.lock(id);
      return work(await this.get(id));
    });
  }

  /** Serializes changes and activations of a license. */
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
    await applyReferences(this.work.manager, query, filter);
    const { rows, ...rest } = await readPage(query, page, foundBy(filter));
    await this.loadRelations(rows);
    return { ...rest, rows: await this.withUsage(rows) };
  }

  /** Loads each related row once: most licenses of a list share product and policy, and joins would take twice as long. */
  private async loadRelations(licenses: License[]): Promise<void> {
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

  /** Licenses visible to the caller: a product-scoped API key sees only its product's. */
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
    const counted = await this.work.manager.query<({ id: number } & LicenseUsage)[]>(COUNT_USAGE, [
      licenses.map(({ id }) => id),
    ]);
    const usageById = new Map(counted.map(({ id, seats, uses }) => [id, { seats, uses }]));
    return licenses.map((license) => ({ license, use: usageById.get(license.id) ?? { seats: 0, uses: 0 } }));
  }
}

const NO_GRANTS: GrantChange = { entitlements: {}, meters: {} };

const COUNT_USAGE = `
  SELECT license_id AS id, count(*) FILTER (WHERE deactivated_at IS NULL) AS seats, count(*) AS uses
  FROM activations WHERE license_id = ANY ($1::bigint[]) GROUP BY license_id
`;

const HAS_ID = `license.id = ${idOrNameSql(LICENSES, 'id')}`;

// For a product-scoped caller, a license key of another product does not hide the license with that number.
const IS_NAMED = `license.id = COALESCE(
  (SELECT id FROM licenses WHERE key = :reference AND (CAST(:within AS bigint) IS NULL OR product_id = :within)),
  CAST(:number AS bigint)
)`;

function conditionOf(id: LicenseId): [condition: string, parameters: ObjectLiteral] {
  if (typeof id === 'object') {
    return 'key' in id
      ? ['license.key = :key', id]
      : [IS_NAMED, { ...idOrReferenceIn(id.idOrReference), within: productScope() ?? null }];
  }
  return typeof id === 'number' ? ['license.id = :id', { id }] : [HAS_ID, idOrName('id', id)];
}
