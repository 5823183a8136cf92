import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import type { SelectQueryBuilder } from 'typeorm';
import { foldedAddress } from '../../common/email-address';
import { productScope, type ProductScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { problem, referenced } from '../../common/errors/domain-error';
import { allPages } from '../../platform/replicas/all-pages';
import type { FieldFilters } from '../../common/pagination/field-filters';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import {
  leavesOutRows,
  type NameSearch,
  nameSearch,
  searchedRows,
  searchPattern,
} from '../../platform/database/like-pattern';
import { idOrName, idOrNameSql, uidNamed } from '../../platform/database/id-or-name';
import { applyFieldFilters } from '../../platform/database/field-filters';
import { prepared } from '../../platform/database/prepared-statement';
import { type FoundBy, readPage } from '../../platform/database/read-page';
import { readReport, type RowReport } from '../../platform/database/read-report';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { GroupsService } from '../groups/groups.service';
import { CustomerLicenses } from './customer-licenses';
import { Customer, CUSTOMERS } from './customer.entity';
import { lockIdentity } from './import-lock';
import { emailTaken, refuseDuplicateReference } from './customer.errors';
import { oldestWithEmail, visibleCustomers } from './visible-customers';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf, whereAnyOf } from '../../platform/database/any-of';

export type NewCustomer = Pick<Customer, 'name'> & CustomerChange;
export type CustomerChange = Partial<Pick<Customer, 'name' | 'reference' | 'email' | 'company' | 'phone' | 'notes'>> & {
  /** Uid of the group; null for none. */
  group?: string | null;
  /** Accept the e-mail address of another customer. */
  allowDuplicateEmail?: boolean;
  /** Whether the customer wants no news by e-mail. */
  newsOptOut?: boolean;
  /** New metadata or, for an existing customer, the fields that change; null removes a field. */
  metadata?: Metadata;
};
/** `q` is a text in the name, e-mail or company, or the exact reference; `group` is the uid of a group. */
export type CustomerFilter = Partial<Record<'email' | 'reference', OneOrMore<string>>> &
  Partial<Record<'group' | 'q', string>> &
  FieldFilters & {
    /** Only deleted customers that can be restored, instead of the others. */
    readonly isArchived?: boolean;
  };

const EXPORT_PAGE_SIZE = 500;

/** Creates, lists and changes customers. An unknown one is refused with CUSTOMER_NOT_FOUND. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: CustomerLicenses,
    private readonly groups: GroupsService,
  ) {}

  create(input: NewCustomer): Promise<Customer> {
    const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
    const createdForProductId = productScope()?.[0] ?? null;
    return this.work.run(async (manager) => {
      await this.refuseDuplicateEmail(input);
      const columns = await this.columnsOf(input);
      const customer = manager.create(Customer, { ...columns, createdForProductId, ...stamp });
      return refuseDuplicateReference(this.work.create('customer.created', customer));
    });
  }

  /** Compared with the customers that the caller can see. */
  private async refuseDuplicateEmail(
    { email, allowDuplicateEmail = false }: CustomerChange,
    id?: string,
  ): Promise<void> {
    if (!email || allowDuplicateEmail) {
      return;
    }
    const address = foldedAddress(email);
    // Before any row is locked, so that changes of two customers cannot deadlock.
    await lockIdentity(this.work.manager, address);
    const current = id === undefined ? null : await this.get(id);
    if (current?.email === address) {
      return;
    }
    const other = await oldestWithEmail(this.query(), address);
    if (other) {
      throw emailTaken(other);
    }
  }

  list(page: PageRequest, filter: CustomerFilter = {}): Promise<Page<Customer>> {
    return this.read(page, filter, productScope());
  }

  /** All matching customers, in pages that are loaded on demand. */
  all(filter: CustomerFilter = {}): AsyncGenerator<Customer[]> {
    // Read now: pages may be loaded outside the request's context.
    const scope = productScope();
    return allPages((after) => this.read({ limit: EXPORT_PAGE_SIZE, after }, filter, scope));
  }

  /** Numbers of the customers that match. @param starts steps of the time at which they were added */
  report(
    filter: CustomerFilter,
    starts: readonly Date[],
  ): Promise<RowReport<'withEmail' | 'companies' | 'withLicenses'>> {
    return readReport(this.matching(filter), {
      foundBy: foundBy(filter),
      at: 'customer.createdAt',
      starts,
      figures: {
        withEmail: 'count(customer.email)',
        companies: 'count(DISTINCT customer.company)',
        withLicenses: `count(*) FILTER (WHERE ${this.licenses.areOfProducts('customer.id')})`,
      },
    });
  }

  private async read(page: PageRequest, filter: CustomerFilter, scope: ProductScope): Promise<Page<Customer>> {
    const { q, isArchived } = filter;
    if (q !== undefined && !LETTER_OR_DIGIT.test(q)) {
      return { rows: [], total: 0, next: null };
    }
    const found = await readPage(this.matching(filter, scope), page, foundBy(filter));
    if (isArchived) {
      await loadArchives(this.work.manager, 'customer', found.rows);
    }
    return found;
  }

  private matching(
    { email, group, reference, q, ranges, metadata, isArchived }: CustomerFilter,
    scope = productScope(),
  ): SelectQueryBuilder<Customer> {
    const query = isArchived ? fromArchive(this.query(scope), 'customer') : this.query(scope);
    whereAnyOf(query, { email: email && listOf(email).map((one) => foldedAddress(one)), reference });
    if (group !== undefined) {
      query.andWhere('customer.groupId = :group', { group });
    }
    if (q !== undefined) {
      const name = nameSearch(q);
      query.andWhere(searchFor(q, name), { q: searchPattern(q), exact: q, ...name.parameters });
    }
    applyFieldFilters(query, { ranges, metadata });
    return query;
  }

  /** Whether a search of the list leaves out older customers. */
  leavesOutRows(q: string): Promise<boolean> {
    return leavesOutRows(this.work.manager, q, ['customers']);
  }

  /** Number of licenses of each customer, up to a limit. */
  licenseCounts(customers: readonly Customer[], limit: number): Promise<ReadonlyMap<number, number>> {
    return this.licenses.counts(
      customers.map(({ id }) => id),
      limit,
    );
  }

  count(): Promise<number> {
    return this.query().getCount();
  }

  /** @param id uid, reference, or an e-mail address that only one customer has; or the numeric id */
  async get(id: string | number): Promise<Customer> {
    return typeof id === 'number'
      ? this.getByNumber(id)
      : found(await prepared(await this.identified(id), 'find_customer').getOne());
  }

  /** Those that exist. */
  getEach(uids: readonly string[]): Promise<Customer[]> {
    return this.query().andWhere('customer.uid = ANY (:uids)', { uids }).getMany();
  }

  async getByNumber(id: number): Promise<Customer> {
    return found(await this.query().andWhere('customer.id = :id', { id }).getOne());
  }

  change(id: string, change: CustomerChange): Promise<Customer> {
    return this.work.run(async () => {
      await this.refuseDuplicateEmail(change, id);
      const customer = await this.getLocked(id);
      await this.refuseOtherProducts(customer);
      const changed = { ...(await this.columnsOf(change, customer)), updatedAt: this.clock.now() };
      return refuseDuplicateReference(this.work.update('customer.updated', customer, changed));
    });
  }

  private async columnsOf(
    { group, allowDuplicateEmail: _, newsOptOut, metadata: fields, ...change }: CustomerChange,
    current: Pick<Customer, 'metadata' | 'newsOptedOutAt'> = { metadata: {}, newsOptedOutAt: null },
  ): Promise<Partial<Customer>> {
    refuseDotSegments({ reference: change.reference });
    const groupId = group ? (await referenced('group', this.groups.getKept(group))).uid : group;
    const metadata = fields && mergedMetadata(current.metadata, fields);
    const newsOptedOutAt = newsOptOut ? (current.newsOptedOutAt ?? this.clock.now()) : null;
    return defined({
      ...folded(change),
      groupId,
      metadata,
      newsOptedOutAt: newsOptOut === undefined ? undefined : newsOptedOutAt,
    });
  }

  /** Serializes changes of a customer to prevent lost updates. */
  private async getLocked(id: string): Promise<Customer> {
    return found(await (await this.identified(id)).setLock('for_no_key_update').getOne());
  }

  /** A reference takes precedence over an e-mail address. */
  private async identified(id: string): Promise<SelectQueryBuilder<Customer>> {
    const byId = () => this.query().andWhere(HAS_ID, idOrName('id', id));
    if (!id.includes('@') || (await byId().getExists())) {
      return byId();
    }
    const uid = await uidNamed(this.query(), 'email', foldedAddress(id), 'CUSTOMER_EMAIL_AMBIGUOUS');
    return this.query().andWhere('customer.uid = :uid', { uid: uid ?? null });
  }

  /**
   * For a product-scoped key: the customer's name can affect licenses of other products, through the blacklist, and its users
   * can see them in the portal.
   */
  async refuseOtherProducts({ id }: Pick<Customer, 'id'>): Promise<void> {
    const scope = productScope();
    if (scope !== undefined && (await this.licenses.areOfOthers(id, scope))) {
      throw problem('CUSTOMERS_FORBIDDEN');
    }
  }

  private query(scope = productScope()): SelectQueryBuilder<Customer> {
    return visibleCustomers(this.work.manager, this.licenses, scope);
  }
}

export const HAS_ID = `customer.id = ${idOrNameSql(CUSTOMERS, 'id')}`;

function searchFor(q: string, { matchesPlain, narrowed }: NameSearch): string {
  const matches = `${matchesPlain('customer.name')} OR customer.email ILIKE :q OR ${matchesPlain('customer.company')}`;
  return `${searchedRows(q, 'customer', 'customers', '(reference = :exact OR name = :exact)')} AND (
    ${narrowed('customers', 'customer', matches)} OR customer.reference = :exact
  )`;
}

function foundBy({ q, metadata, ranges = [] }: CustomerFilter): FoundBy | undefined {
  return q !== undefined || metadata ? 'text' : ranges.length > 0 ? 'block' : undefined;
}

function folded<T extends CustomerChange>(input: T): T {
  return { ...input, email: input.email && foldedAddress(input.email) };
}

export function found(customer: Customer | null): Customer {
  if (!customer) {
    throw problem('CUSTOMER_NOT_FOUND');
  }
  return customer;
}
