import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type ObjectLiteral } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { productScope } from '../../identity/permissions/caller';
import { ArchivesService } from '../../platform/archives/archives.service';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { difference } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from '../customers/customer-licenses';
import { Customer } from '../customers/customer.entity';
import { customersNotFound } from '../customers/customer.errors';
import { CustomersService } from '../customers/customers.service';
import { visibleCustomers } from '../customers/visible-customers';
import { moveUsers } from '../customer-users/move-users';

/** A customer and its duplicates. */
interface Merge {
  readonly kept: Customer;
  /** In the order of the request. */
  readonly duplicates: readonly Customer[];
}

type FilledFields = Partial<Record<(typeof FILLED)[number], string>>;

/** The changes of a merge. */
export interface MergePreview extends Merge {
  /** Licenses that move, up to PREVIEWED_LICENSES. */
  readonly licenses: number;
  /** Values that the customer gets, because it has none. */
  readonly filled: FilledFields;
}

/** Largest number of licenses that the preview of a merge counts. */
export const PREVIEWED_LICENSES = 1_000;

/** Merges customers that were created more than once. */
@Injectable()
export class MergeCustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly licenses: CustomerLicenses,
    private readonly archives: ArchivesService,
  ) {}

  /**
   * Moves the licenses, leads and claims of the duplicates, deleted ones too, to the customer, fills the customer's empty fields from them, and deletes them.
   * @param id uid or reference
   * @param uids the duplicates
   */
  merge(id: string, uids: readonly string[]): Promise<Customer> {
    return this.work.runSerialized('merge customers', async (manager) => {
      // One merge at a time: two that share customers would lock them in different order.
      await advisoryLock(manager, 'merge customers');
      const found = await this.find(id, [...new Set(uids.map((uid) => uid.toLowerCase()))]);
      // Orders are locked before licenses, and these before customers, as by changes of them.
      await moveRowsAbove(manager, 'Order', found.kept, found.duplicates);
      await this.moveLicenses(found);
      const merge = await this.lock(manager, found);
      // Moves those that were added meanwhile. There can be no more, because the customers are locked.
      await moveRowsAbove(manager, 'Order', merge.kept, merge.duplicates);
      await this.moveLicenses(merge);
      await this.refuseOtherProducts(merge.kept);
      return this.absorb(manager, merge);
    });
  }

  /** The changes that `merge` would make. Changes nothing. */
  async preview(id: string, uids: readonly string[]): Promise<MergePreview> {
    const merge = await this.find(id, [...new Set(uids.map((uid) => uid.toLowerCase()))]);
    const counts = await this.customers.licenseCounts(merge.duplicates, PREVIEWED_LICENSES);
    const licenses = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      ...merge,
      licenses: Math.min(licenses, PREVIEWED_LICENSES),
      filled: filledFrom(merge.kept, merge.duplicates),
    };
  }

  private async find(id: string, uids: readonly string[]): Promise<Merge> {
    const kept = await this.customers.get(id);
    if (uids.includes(kept.uid)) {
      throw problem('CUSTOMER_MERGED_WITH_ITSELF', { field: 'customer_ids' });
    }
    const customers = await visibleCustomers(this.work.manager, this.licenses)
      .andWhere('customer.uid = ANY (:uids)', { uids })
      .getMany();
    const byUid = new Map(customers.map((customer) => [customer.uid, customer]));
    const unknown = uids.filter((one) => !byUid.has(one));
    if (unknown.length > 0) {
      throw customersNotFound(unknown);
    }
    return { kept, duplicates: uids.flatMap((one) => byUid.get(one) ?? []) };
  }

  private async moveLicenses({ kept, duplicates }: Merge): Promise<void> {
    await this.licenses.reassign(
      duplicates.map(({ id }) => id),
      kept.id,
    );
  }

  /** Reads the customers again: they may have changed before they were locked. */
  private async lock(manager: EntityManager, { kept, duplicates }: Merge): Promise<Merge> {
    const locked = await manager
      .createQueryBuilder(Customer, 'customer')
      .where('customer.id = ANY (:ids)', { ids: [kept, ...duplicates].map(({ id }) => id) })
      .orderBy('customer.id')
      .setLock('pessimistic_write')
      .getMany();
    const byId = new Map(locked.map((customer) => [customer.id, customer]));
    const [first, ...rest] = [kept, ...duplicates].flatMap(({ id }) => byId.get(id) ?? []);
    if (!first || rest.length < duplicates.length) {
      throw problem('CUSTOMERS_DELETED');
    }
    return { kept: first, duplicates: rest };
  }

  /** The name of a customer can affect licenses of other products, through the blacklist. */
  private async refuseOtherProducts({ id }: Customer): Promise<void> {
    const scope = productScope();
    if (scope !== undefined && (await this.licenses.areOfOthers(id, scope))) {
      throw problem('CUSTOMER_MERGE_FORBIDDEN');
    }
  }

  private async absorb(manager: EntityManager, { kept, duplicates }: Merge): Promise<Customer> {
    const duplicateIds = duplicates.map(({ id }) => id);
    await moveRowsAbove(manager, 'Institution', kept, duplicates);
    await moveRowsAbove(manager, 'PortalClaim', kept, duplicates);
    await moveUsers(manager, kept.id, duplicateIds);
    await this.archives.moveReferences('customers', duplicateIds, kept.id);
    await this.delete(manager, duplicates);
    const before = this.work.snapshot(kept);
    const newsOptedOutAt = optOutOf([kept, ...duplicates]);
    const change = { ...filledFrom(kept, duplicates), newsOptedOutAt, updatedAt: this.clock.now() };
    await manager.update(Customer, kept.id, change);
    const merged = Object.assign(kept, change);
    const changes = difference(before, this.work.snapshot(merged));
    const data = { merged_customer_ids: duplicates.map(({ uid }) => uid) };
    await this.work.record([
      ...duplicates.map((duplicate) =>
        this.work.changeRecord('customer.deleted', duplicate, this.work.snapshot(duplicate), null, {
          merged_into: kept.uid,
        }),
      ),
      this.work.changeRecord('customer.merged', merged, changes.before, { ...changes.after, ...data }, data),
    ]);
    return merged;
  }

  private async delete(manager: EntityManager, customers: readonly Customer[]): Promise<void> {
    try {
      await manager.delete(Customer, { id: In(customers.map(({ id }) => id)) });
    } catch (error) {
      throw isForeignKeyViolation(error) ? problem('CUSTOMERS_IN_USE') : error;
    }
  }
}

/** Orders, leads and claims belong to rooms above: their entities are known by name, also while their plug-ins are off. */
async function moveRowsAbove(
  manager: EntityManager,
  entity: 'Order' | 'Institution' | 'PortalClaim',
  kept: Customer,
  duplicates: readonly Customer[],
): Promise<void> {
  const customerId = In(duplicates.map(({ id }) => id));
  await manager.update<ObjectLiteral>(entity, { customerId }, { customerId: kept.id });
}

const FILLED = ['reference', 'email', 'company', 'phone', 'notes'] as const;

/** Values of the first duplicate that has one, for the customer's empty fields. */
function filledFrom(kept: Customer, duplicates: readonly Customer[]): FilledFields {
  const empty = FILLED.filter((field) => !kept[field]);
  return Object.fromEntries(
    empty.flatMap((field) => {
      const value = duplicates.map((duplicate) => duplicate[field]).find(Boolean);
      return value ? [[field, value]] : [];
    }),
  );
}

/** If one of the customers opted out of news, the merged customer has opted out. */
function optOutOf(customers: readonly Customer[]): Date | null {
  return customers.map(({ newsOptedOutAt }) => newsOptedOutAt).find((at) => at !== null) ?? null;
}
