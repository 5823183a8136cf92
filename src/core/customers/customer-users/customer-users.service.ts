import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Customer } from '../customers/customer.entity';
import { CustomersService } from '../customers/customers.service';
import { CustomerUser } from './customer-user.entity';

/** Users that a company may have. */
export const MAX_CUSTOMER_USERS = 500;

export type NewCustomerUser = Pick<CustomerUser, 'email' | 'name' | 'role'>;
export type CustomerUserChange = Partial<Pick<CustomerUser, 'name' | 'role'>>;

export interface AddedCustomerUser {
  readonly user: CustomerUser;
  /** The company did not have the user before. */
  readonly isNew: boolean;
}

/** The people of customers that are companies. A customer is named by its uid or reference. */
@Injectable()
export class CustomerUsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
  ) {}

  /** Idempotent: a known address keeps its name and role. */
  add(customerId: string, { email: address, ...person }: NewCustomerUser): Promise<AddedCustomerUser> {
    const email = foldedAddress(address);
    return this.work.run(async (manager) => {
      const { id, company } = await this.changeable(customerId);
      // Users that are added at once are counted one after the other.
      await manager.findOneOrFail(Customer, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const known = await manager.findOneBy(CustomerUser, { customerId: id, email });
      if (known) {
        return { user: known, isNew: false };
      }
      if (company === null) {
        throw problem('CUSTOMER_IS_NO_COMPANY');
      }
      if ((await manager.countBy(CustomerUser, { customerId: id })) >= MAX_CUSTOMER_USERS) {
        throw problem('CUSTOMER_USERS_TOO_MANY', { limit: MAX_CUSTOMER_USERS });
      }
      const columns = { ...person, email, customerId: id, createdAt: this.clock.now() };
      const user = await this.work.create('customer_user.added', manager.create(CustomerUser, columns));
      return { user, isNew: true };
    });
  }

  /** @param q part of the address or the name */
  async list(customerId: string, page: PageRequest, q?: string): Promise<Page<CustomerUser>> {
    const query = this.query(await this.customers.get(customerId));
    if (q !== undefined) {
      query.andWhere('(user.email ILIKE :q OR user.name ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(customerId: string, uid: string): Promise<CustomerUser> {
    return found(
      await this.query(await this.customers.get(customerId))
        .andWhere('user.uid = :uid', { uid })
        .getOne(),
    );
  }

  change(customerId: string, uid: string, change: CustomerUserChange): Promise<CustomerUser> {
    return this.work.run(async () =>
      this.work.update('customer_user.updated', await this.getLocked(customerId, uid), change),
    );
  }

  /** The user's sessions in the portal show nothing of the company from then on. */
  async remove(customerId: string, uid: string): Promise<void> {
    await this.work.run(async () =>
      this.work.remove('customer_user.removed', CustomerUser, await this.getLocked(customerId, uid)),
    );
  }

  private async changeable(customerId: string): Promise<Customer> {
    const customer = await this.customers.get(customerId);
    await this.customers.refuseOtherProducts(customer);
    return customer;
  }

  private async getLocked(customerId: string, uid: string): Promise<CustomerUser> {
    const query = this.query(await this.changeable(customerId)).andWhere('user.uid = :uid', { uid });
    return found(await query.setLock('for_no_key_update').getOne());
  }

  private query({ id }: Pick<Customer, 'id'>): SelectQueryBuilder<CustomerUser> {
    return this.work.manager.createQueryBuilder(CustomerUser, 'user').where('user.customerId = :id', { id });
  }
}

function found(user: CustomerUser | null): CustomerUser {
  if (!user) {
    throw problem('CUSTOMER_USER_NOT_FOUND');
  }
  return user;
}
