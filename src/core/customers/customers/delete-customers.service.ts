import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { ArchivesService } from '../../platform/archives/archives.service';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { idOrName } from '../../platform/database/id-or-name';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';
import { refuseDuplicateReference } from './customer.errors';
import { CustomersService, found, HAS_ID } from './customers.service';
import { visibleCustomers } from './visible-customers';

/** Deletes customers so that they can be restored, and restores them. */
@Injectable()
export class DeleteCustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: CustomerLicenses,
    private readonly archives: ArchivesService,
    private readonly customers: CustomersService,
  ) {}

  /**
   * Refused if the customer has licenses.
   * @param isFinal cannot be restored; also for a deleted customer
   */
  async delete(id: string, isFinal = false): Promise<void> {
    await this.work.run(async () => {
      const named = this.query().andWhere(HAS_ID, idOrName('id', id));
      const customer = await named.setLock('for_no_key_update').getOne();
      if (customer) {
        await this.archive(customer);
      }
      if (isFinal || !customer) {
        const { id: number } = found(customer ?? (isFinal ? await this.archived(id) : null));
        await this.archives.purge('customer', number);
      }
    });
  }

  /** Deleted customers that can be restored. */
  listArchived(page: PageRequest, q: string | undefined): Promise<Page<Customer>> {
    return this.customers.list(page, { q, isArchived: true });
  }

  /** Throws CUSTOMER_NOT_FOUND if there is no deleted customer that can be restored. */
  async getArchived(id: string): Promise<Customer> {
    const customer = found(await this.archived(id));
    await loadArchives(this.work.manager, 'customer', [customer]);
    return customer;
  }

  restore(id: string): Promise<Customer> {
    return this.work.run(async () => {
      const customer = found(await this.archived(id));
      await refuseDuplicateReference(this.archives.restore('customer', [customer.id]));
      const restored = await this.customers.getByNumber(customer.id);
      const record = this.work.changeRecord('customer.restored', restored, null, this.work.snapshot(restored));
      await this.work.record([record]);
      return restored;
    });
  }

  private async archive(customer: Customer): Promise<void> {
    const target = { row: customer, name: customer.reference, data: {} };
    await this.archives.archive('customer', [target], this.clock.now());
    try {
      await this.work.remove('customer.deleted', Customer, customer);
    } catch (error) {
      throw isForeignKeyViolation(error) ? problem('CUSTOMER_HAS_LICENSES') : error;
    }
  }

  private async archived(id: string): Promise<Customer | null> {
    const number = await this.archives.find('customer', id);
    return number === undefined
      ? null
      : fromArchive(this.query().andWhere('customer.id = :number', { number }), 'customer', { ids: [number] }).getOne();
  }

  /** Customers visible to the caller. */
  private query(): SelectQueryBuilder<Customer> {
    return visibleCustomers(this.work.manager, this.licenses);
  }
}
