import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { isInScope, type ProductScope, productScope, scoped } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { allPages } from '../../platform/replicas/all-pages';
import type { CursorRequest, Page, PageRequest } from '../../common/pagination/page-request';
import { CustomersService } from '../../customers/customers/customers.service';
import { prepared } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { GrantChange, GrantRecord } from '../../catalog/grants/grants';
import { GrantsService } from '../../licenses/grants/grants.service';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { AssignUsersService } from '../../verification/seats/assign-users.service';
import { LicenseProductsService, productsOf } from '../../licenses/licenses/license-products.service';
import { ArchivedLicensesService } from './archived-licenses.service';
import type { LicenseFilter } from './license-filter';
import { applyReferences } from './license-filter-references';
import {
  countUserSeats,
  type LicenseUsage,
  PENDING_OF_LICENSE,
  pendingOf,
  type PendingRow,
  USAGE_OF_LICENSE,
  usageOf,
  type UsageRow,
  withRelations,
} from './license-relations';
import { filterLicenses, readLicenses } from './read-licenses';
import { referencesKept } from '../../licenses/licenses/license.errors';
import { License } from '../../licenses/licenses/license.entity';
import {
  changeQueueKey,
  conditionOf,
  isOfForm,
  type LicenseId,
  onlyLicenseOfForm,
  typedFormOf,
} from '../../licenses/licenses/typed-key';
import type { EventName } from '../../platform/records/event-catalogue';
import { problem } from '../../common/errors/domain-error';

export type { LicenseId } from '../../licenses/licenses/typed-key';

/** A change and the name of its event. */
export interface LicenseUpdate {
  readonly event: EventName;
  readonly change: Partial<License>;
  /** Replaces the license's own grants. */
  readonly grants?: GrantChange;
}

/** A license, and how much of it is used. */
export interface LicenseWithUsage {
  readonly license: License;
  readonly use: LicenseUsage;
}

/** A license with related data that is not in its row. */
export interface ExportedLicense extends LicenseWithUsage {
  /** Own grants of the license, without its policy's. */
  readonly grants: GrantChange;
  /** Identifiers of its first users. */
  readonly users: readonly string[];
}

/** Reads, changes and deletes licenses. */
@Injectable()
export class LicensesService {
  /** Licenses that `exported` reads at once. */
  readonly exportPageSize: number = 500;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly archived: ArchivedLicensesService,
    private readonly customers: CustomersService,
    private readonly grants: GrantsService,
    private readonly resolution: ResolveLicensesService,
    private readonly products: LicenseProductsService,
    private readonly users: AssignUsersService,
  ) {}

  get(id: LicenseId): Promise<LicenseWithUsage> {
    return this.one(this.readable().andWhere(...conditionOf(id)));
  }

  /** Finds a license also by a retired key that is still valid. The license then shows that key. */
  async getByKey(key: string): Promise<LicenseWithUsage> {
    const form = typedFormOf(key);
    const { license, use } = await this.one(
      this.readable().andWhere(HAS_VALID_KEY, { key, form, now: this.clock.now() }),
    );
    return { license: isOfForm(license.key, form) ? license : Object.assign(license, { key }), use };
  }

  list(page: PageRequest, filter: LicenseFilter = {}): Promise<Page<LicenseWithUsage>> {
    return this.read(page, filter, productScope(), this.clock.now());
  }

  /**
   * The newest licenses of a customer.
   * @param customerNumber numeric id of the customer
   */
  async listOf(customerNumber: number, limit: number): Promise<LicenseWithUsage[]> {
    const { rows } = await this.list({ limit }, { customerNumber });
    if (rows.length === 0) {
      // Throws if there is no such customer.
      await this.customers.getByNumber(customerNumber);
    }
    return rows;
  }

  /** All matching licenses with what an import needs beside their rows, in pages that are loaded on demand. */
  exported(filter: LicenseFilter = {}): AsyncGenerator<ExportedLicense[]> {
    // Read now: pages may be loaded outside the request's context.
    const scope = productScope();
    const now = this.clock.now();
    return allPages((after) => this.exportedPart({ limit: this.exportPageSize, after }, filter, now, scope));
  }

  /**
   * A part of what `exported` reads.
   * @param now instant that statuses refer to
   * @param scope the only products, for a part that is read after its request
   */
  async exportedPart(
    page: CursorRequest,
    filter: LicenseFilter,
    now: Date,
    scope = productScope(),
  ): Promise<Page<ExportedLicense>> {
    const found = await this.read(page, { ...filter, isExhaustive: true }, scope, now);
    return { ...found, rows: await this.withGrants(found.rows) };
  }

  private async withGrants(licenses: readonly LicenseWithUsage[]): Promise<ExportedLicense[]> {
    const ids = licenses.map(({ license }) => license.id);
    const grants = await this.grants.ofLicenses(ids);
    const users = await this.users.identifiersOf(ids);
    return licenses.map((used) => {
      const { id } = used.license;
      return { ...used, grants: grants.get(id) ?? {}, users: users.get(id) ?? [] };
    });
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

  /** The effective grants follow a change of the product, the policy, its version or the license's own grants. */
  private async save(
    license: License,
    columns: Partial<License>,
    { event, grants = {} }: LicenseUpdate,
  ): Promise<License> {
    const changed = { ...license, ...columns };
    const isMoved = productsOf(changed).join() !== productsOf(license).join();
    const hasSameTerms = changed.policyId === license.policyId && changed.policyVersion === license.policyVersion;
    const isResolved = !isMoved && Object.keys(grants).length === 0 && hasSameTerms;
    const record = await this.changeGrants(changed, isMoved, grants);
    const saved = await referencesKept(this.work.update(event, license, columns, eventPayload(changed), record));
    if (isMoved) {
      await this.replaceProducts(saved);
    }
    if (!isResolved) {
      await this.resolution.resolve([saved]);
    }
    return saved;
  }

  /** Codes of one product mean nothing in another: the license keeps its own grants of the products that it keeps. */
  private async changeGrants(
    license: Pick<License, 'id' | 'productId' | 'productIds'>,
    isMoved: boolean,
    change: GrantChange,
  ): Promise<GrantRecord> {
    const productIds = productsOf(license);
    const kept = isMoved ? await this.grants.keepOfLicense(license.id, productIds) : undefined;
    const { before, after } = await this.grants.replaceOfLicense(license.id, productIds, change);
    return { before: { ...before, ...kept?.before }, after: { ...kept?.after, ...after } };
  }

  private async replaceProducts(license: License): Promise<void> {
    await this.products.replace(license);
    await this.products.load(license);
  }

  /**
   * Also deletes its activations and releases its resources; audit entries and log records are kept.
   * @param isFinal cannot be restored; also for a deleted license
   */
  async delete(id: LicenseId, isFinal = false): Promise<void> {
    if (isFinal && typeof id === 'string' && (await this.archived.purge(id))) {
      return;
    }
    await this.runLocked(id, async ({ license }) => {
      await this.archived.archive([license]);
      if (isFinal) {
        await this.archived.purge(license.uid);
      }
    });
  }

  /** Null if there is no deleted license that can be restored. */
  findArchived(id: string): Promise<LicenseWithUsage | null> {
    return this.archived.find(id);
  }

  /** Restores a deleted license with its activations, and with its resources that nobody else has. */
  restore(id: string): Promise<LicenseWithUsage> {
    return this.work.run(async () => this.get(await this.archived.restore(id)));
  }

  /** Runs the work in a transaction, under the license's row lock. */
  runLocked<T>(id: LicenseId, work: (locked: LicenseWithUsage) => Promise<T>): Promise<T> {
    return this.work.runSerialized(changeQueueKey(id), async () => {
      await this.lock(id);
      const found = await this.get(id);
      refuseOtherScope(found.license);
      return work(found);
    });
  }

  /** Serializes changes and activations of a license. */
  private async lock(id: LicenseId): Promise<void> {
    const query = this.query()
      .select('license.id')
      .andWhere(...conditionOf(id))
      .setLock('for_no_key_update');
    await prepared(query, 'lock_license').getRawOne();
  }

  private async read(
    page: PageRequest,
    filter: LicenseFilter,
    scope: ProductScope,
    now: Date,
  ): Promise<Page<LicenseWithUsage>> {
    const query = this.query(scope);
    filterLicenses(query, filter, now, page);
    await applyReferences(this.work.manager, query, filter);
    const { rows, ...rest } = await readLicenses(query, page, filter);
    return { ...rest, rows: await withRelations(this.work.manager, rows, filter.isArchived) };
  }

  /** Licenses visible to the caller: a product-scoped API key sees only those of its products. */
  private query(scope = productScope()): SelectQueryBuilder<License> {
    return scoped(this.unscoped(), 'license.productId', scope);
  }

  /** A product-scoped API key can read, but not change, a license whose further products it is for. */
  private readable(): SelectQueryBuilder<License> {
    const scope = productScope();
    return scope === undefined ? this.unscoped() : this.unscoped().andWhere(IS_FOR_PRODUCT, { scope });
  }

  private unscoped(): SelectQueryBuilder<License> {
    return this.work.manager.createQueryBuilder(License, 'license');
  }

  private async one(query: SelectQueryBuilder<License>): Promise<LicenseWithUsage> {
    const { entities, raw } = await prepared(query, 'find_license')
      .innerJoinAndSelect('license.product', 'product')
      .innerJoinAndSelect('license.policy', 'policy')
      .leftJoinAndSelect('license.customer', 'customer')
      .addSelect(USAGE_OF_LICENSE, 'usage')
      .addSelect(PENDING_OF_LICENSE, 'pending')
      .getRawAndEntities<{ usage: UsageRow; pending: PendingRow[] | null }>();
    const [license] = entities;
    const [row] = raw;
    if (!license || !row) {
      throw problem('LICENSE_NOT_FOUND');
    }
    license.scheduledChanges = row.pending ? pendingOf(row.pending) : [];
    await this.products.load(license);
    return withUsage(license, usageOf(row.usage), await countUserSeats(this.work.manager, [license]));
  }
}

/** Matches bundles and licenses for one product. */
const IS_FOR_PRODUCT = '(license.productId = ANY (:scope) OR license.productIds && CAST(:scope AS bigint[]))';

function withUsage(license: License, use: LicenseUsage, seats: ReadonlyMap<number, number>): LicenseWithUsage {
  return { license, use: { ...use, seats: seats.get(license.id) ?? use.seats } };
}

const HAS_VALID_KEY = `license.id = COALESCE(
  (SELECT id FROM licenses WHERE key = :key),
  (SELECT license_id FROM retired_keys WHERE key = :key AND valid_until > :now),
  ${onlyLicenseOfForm('CAST(:form AS text)', 'valid_until > :now')}
)`;

function refuseOtherScope({ productId }: License): void {
  if (!isInScope(productId)) {
    throw problem('BUNDLES_OF_OTHERS_FORBIDDEN');
  }
}
