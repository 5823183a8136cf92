import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { problem } from '../../../core/common';
import { type Customer, CustomerUser, CustomerUsersService } from '../../../core/customers';
import { MAX_CUSTOMER_USERS } from '../../../core/customers/internal';
import { LicenseUser } from '../../../core/licenses';
import { LicenseUsersService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { companiesOf, type PortalVisitor } from '../frame/portal-visitor';

/** Licenses that one person is taken off at once. */
const MAX_LICENSES = 500;

/** The people of the companies that the signed-in customer manages, and of no other. */
@Injectable()
export class CompanyUsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: CustomerUsersService,
    private readonly licenseUsers: LicenseUsersService,
  ) {}

  /** By company, the oldest user first. */
  async list(visitor: PortalVisitor): Promise<ReadonlyMap<Customer, readonly CustomerUser[]>> {
    const companies = companiesOf(visitor);
    const users = await this.work.manager.find(CustomerUser, {
      where: { customerId: In(companies.map(({ id }) => id)) },
      order: { id: 'ASC' },
      take: MAX_CUSTOMER_USERS,
    });
    return new Map(companies.map((company) => [company, users.filter(({ customerId }) => customerId === company.id)]));
  }

  /** A company of somebody else is not found, as one that does not exist. */
  company(visitor: PortalVisitor, uid: string): Customer {
    const company = companiesOf(visitor).find((one) => one.uid === uid);
    if (!company) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    return company;
  }

  /** Null for a known address, which keeps its name. Only the vendor names admins. */
  async add({ uid }: Customer, { email, name }: Pick<CustomerUser, 'email' | 'name'>): Promise<CustomerUser | null> {
    const { user, isNew } = await this.users.add(uid, { email, name, role: 'user' });
    return isNew ? user : null;
  }

  /** Takes the person off the licenses of the company, too. Returns null for an admin, who stays. */
  remove(company: Customer, uid: string): Promise<CustomerUser | null> {
    return this.work.run(async () => {
      const user = await this.users.get(company.uid, uid);
      if (user.role === 'admin') {
        return null;
      }
      const named = await this.work.manager.find(LicenseUser, {
        where: { identifier: user.email, license: { customerId: company.id } },
        relations: { license: true },
        order: { licenseId: 'ASC' },
        take: MAX_LICENSES,
      });
      for (const { uid: id, license } of named) {
        if (license) {
          await this.licenseUsers.remove(license.uid, id);
        }
      }
      await this.users.remove(company.uid, uid);
      return user;
    });
  }
}
