import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope, type ProductScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { nestedAdvisoryLock } from '../../platform/database/advisory-lock';
import { problem, referenced } from '../../common/errors/domain-error';
import { allPages } from '../../common/pagination/all-pages';
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
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { GroupsService } from '../groups/groups.service';
import { CustomerLicenses } from './customer-licenses';
import { Customer, CUSTOMERS } from './customer.entity';
import { IMPORT_LOCK } from './import-lock';
import { emailTaken, refuseDuplicateReference } from './customer.errors';
import { visibleCustomers } from './visible-customers';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf, whereAnyOf } from '../../platform/database/any-of';

export type NewCustomer = Pick<Customer, 'name'> & CustomerChange;
export type CustomerChange = Partial<Pick<Customer, 'name' | 'reference' | 'email' | 'company' | 'phone' | 'notes'>> & {
  /** Uid of the group; null for none. */
  group?: string | null;
  /** Accept the e-mail address of another customer. */
  allowDuplicateEmail?: boolean;
  /** Of a customer that exists: fields that change; null removes one. */
  metadata?: Metadata;
};
/** `q` is a text in the name, e-mail or company, or the exact reference; `group` is the uid of a group. */
export type CustomerFilter = Partial<Record<'email' | 'reference', OneOrMore<string>>> &
  Partial<Record<'group' | 'q', string>> &
  FieldFilters & {
    /** Only deleted customers that can be restored, instead of the others. */
    readonly isArchived?: boolean;
  };

/** Identifies a customer without an id. Omitted fields are unchanged; null clears. */
export interface CustomerIdentity {
  /** Vendor's identifier for the customer. */
  readonly reference?: string | null;
  readonly email?: string | null;
  /** Name of a new customer. */
  readonly name?: string | null;
}

const EXPORT_PAGE_SIZE = 500;

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

  /**
   * Creates at most one customer for concurrent calls with the same e-mail.
   * @param details further values of a new customer
   */
  findOrCreateByEmail(address: string, name?: string | null, details: CustomerChange = {}): Promise<Customer> {
    const email = address.toLowerCase();
    return this.work.run(async () => {
      await this.lockIdentity(email);
      const known = await this.withEmailOf(email);
      return known ?? this.create({ ...details, name: name ?? nameIn(email), email, allowDuplicateEmail: true });
    });
  }

  /**
   * Finds a customer by reference, and updates the e-mail if one is given; without a reference, finds it by e-mail. Creates
   * the customer if not found.
   * @param current provides omitted fields of a new customer
   */
  async findOrCreate(
    { reference, email, name }: CustomerIdentity,
    current: Customer | null = null,
  ): Promise<Customer | null> {
    if (typeof reference === 'string') {
      return this.findOrCreateByReference(reference, { email, name }, current);
    }
    if (reference === undefined && (email === undefined || current?.reference)) {
      return current && this.withEmail(current, email);
    }
    return email ? this.findOrCreateByEmail(email, name) : null;
  }

  private findOrCreateByReference(
    reference: string,
    { email, name }: CustomerIdentity,
    current: Customer | null,
  ): Promise<Customer> {
    return this.work.run(async () => {
      await this.lockIdentity(`called ${reference}`);
      const known =
        current?.reference === reference
          ? current
          : await this.query().andWhere('customer.reference = :reference', { reference }).getOne();
      if (known) {
        return this.withEmail(known, email);
      }
      const address = email === undefined ? current?.email : email;
      const named = name ?? current?.name ?? nameIn(address ?? reference);
      return this.create({ reference, email: address, name: named, allowDuplicateEmail: true });
    });
  }

  /** Returns the same object, updated. */
  private async withEmail(customer: Customer, email: string | null | undefined): Promise<Customer> {
    if (email === undefined || (email?.toLowerCase() ?? null) === customer.email) {
      return customer;
    }
    return Object.assign(customer, await this.change(customer.uid, { email, allowDuplicateEmail: true }));
  }

  /** Serializes concurrent creation of the same customer, and waits for imports. */
  private async lockIdentity(name: string): Promise<void> {
    await nestedAdvisoryLock(this.work.manager, IMPORT_LOCK, `customer ${name}`);
  }

  /** Compared with the customers that the caller can see. */
  private async refuseDuplicateEmail(
    { email, allowDuplicateEmail = false }: CustomerChange,
    id?: string,
  ): Promise<void> {
    if (!email || allowDuplicateEmail) {
      return;
    }
    const address = email.toLowerCase();
    // Before any row is locked, so that changes of two customers cannot deadlock.
    await this.lockIdentity(address);
    const current = id === undefined ? null : await this.get(id);
    if (current?.email === address) {
      return;
    }
    const other = await this.withEmailOf(address);
    if (other) {
      throw emailTaken(other);
    }
  }

  /** The oldest of them. */
  private withEmailOf(email: string): Promise<Customer | null> {
    return this.query().andWhere('customer.email = :email', { email }).orderBy('customer.id').limit(1).getOne();
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

  private async read(
    page: PageRequest,
    { email, group, reference, q, ranges = [], metadata, isArchived }: CustomerFilter,
    scope: ProductScope,
  ): Promise<Page<Customer>> {
    if (q !== undefined && !LETTER_OR_DIGIT.test(q)) {
      return { rows: [], total: 0, next: null };
    }
    const query = isArchived ? fromArchive(this.query(scope), 'customer') : this.query(scope);
    whereAnyOf(query, { email: email && listOf(email).map((one) => one.toLowerCase()), reference });
    if (group !== undefined) {
      query.andWhere('customer.groupId = :group', { group });
    }
    if (q !== undefined) {
      const name = nameSearch(q);
      query.andWhere(searchFor(q, name), { q: searchPattern(q), exact: q, ...name.parameters });
    }
    applyFieldFilters(query, { ranges, metadata });
    const foundBy = q !== undefined || metadata ? 'text' : ranges.length > 0 ? 'block' : undefined;
    const found = await readPage(query, page, foundBy);
    await (isArchived ? loadArchives(this.work.manager, 'customer', found.rows) : undefined);
    return found;
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
    return typeof id === 'number' ? this.getByNumber(id) : found(await (await this.identified(id)).getOne());
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
    { group, allowDuplicateEmail: _, metadata: fields, ...change }: CustomerChange,
    current: Pick<Customer, 'metadata'> = { metadata: {} },
  ): Promise<Partial<Customer>> {
    const groupId = group ? (await referenced('group', this.groups.getKept(group))).uid : group;
    const metadata = fields && mergedMetadata(current.metadata, fields);
    return defined({ ...folded(change), groupId, metadata });
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
    const uid = await uidNamed(this.query(), 'email', id.toLowerCase(), 'CUSTOMER_EMAIL_AMBIGUOUS');
    return this.query().andWhere('customer.uid = :uid', { uid: uid ?? null });
  }

  /** The customer's name can affect licenses of other products, through the blacklist. */
  private async refuseOtherProducts({ id }: Customer): Promise<void> {
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

function searchFor(q: string, { matches }: NameSearch): string {
  return `${searchedRows(q, 'customer', 'customers', 'reference = :exact')} AND (
    ${matches('customer.name')} OR customer.email ILIKE :q OR ${matches('customer.company')} OR customer.reference = :exact
  )`;
}

/** The part of an e-mail address before the domain. */
export function nameIn(email: string): string {
  return email.split('@', 1)[0] || email;
}

function folded<T extends CustomerChange>(input: T): T {
  return { ...input, email: input.email?.toLowerCase() ?? input.email };
}

export function found(customer: Customer | null): Customer {
  if (!customer) {
    throw problem('CUSTOMER_NOT_FOUND');
  }
  return customer;
}
