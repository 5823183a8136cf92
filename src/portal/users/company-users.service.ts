import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomerUser } from '../../customers/users/customer-user.entity';
import { CustomerUsersService, MAX_CUSTOMER_USERS } from '../../customers/users/customer-users.service';
import type { License } from '../../licenses/licenses/license.entity';
import { LicenseUser } from '../../licenses/users/license-user.entity';
import { LicenseUsersService } from '../../licensing/users/license-users.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { companiesOf, type PortalVisitor } from '../frame/portal-visitor';
import type { OwnedLicense } from '../licenses/portal-licenses.service';

/** Named users of a license that a page shows. */
const MAX_NAMED = 100;
/** Licenses that one person is taken off at once. */
const MAX_LICENSES = 500;

/** The named users of a license, and the people of its company who can become one. */
export interface NamedUsers {
  readonly named: readonly LicenseUser[];
  readonly total: number;
  readonly others: readonly CustomerUser[];
}

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
    const users = await this.usersOf(companies);
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

  /** Only the vendor names admins. */
  async add({ uid }: Customer, { email, name }: Pick<CustomerUser, 'email' | 'name'>): Promise<CustomerUser> {
    return (await this.users.add(uid, { email, name, role: 'user' })).user;
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
        await (license && this.licenseUsers.remove(license.uid, id));
      }
      await this.users.remove(company.uid, uid);
      return user;
    });
  }

  /** Null for a license without named users, and for one that the visitor does not manage as a company's. */
  async namedUsers(visitor: PortalVisitor, owned: OwnedLicense): Promise<NamedUsers | null> {
    const { license } = owned;
    const company = owned.user ? undefined : companyOf(visitor, license);
    if (!company || !hasNamedUsers(owned)) {
      return null;
    }
    const { rows: named, total } = await this.licenseUsers.latestOf(license, MAX_NAMED);
    const known = new Set(named.map(({ identifier }) => identifier));
    const others = (await this.usersOf([company])).filter(({ email }) => !known.has(email));
    return { named, total: total ?? named.length, others };
  }

  /** Throws USERS_EXHAUSTED. */
  async assign(visitor: PortalVisitor, { license }: OwnedLicense, uid: string): Promise<CustomerUser> {
    const company = companyOf(visitor, license);
    if (!company) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    const user = await this.users.get(company.uid, uid);
    await this.licenseUsers.assign(license.uid, user.email, user.name);
    return user;
  }

  async unassign({ license }: OwnedLicense, uid: string): Promise<void> {
    await this.licenseUsers.remove(license.uid, uid);
  }

  private usersOf(companies: readonly Customer[]): Promise<CustomerUser[]> {
    return this.work.manager.find(CustomerUser, {
      where: { customerId: In(companies.map(({ id }) => id)) },
      order: { id: 'ASC' },
      take: MAX_CUSTOMER_USERS,
    });
  }
}

function companyOf(visitor: PortalVisitor, { customerId }: Pick<License, 'customerId'>): Customer | undefined {
  return companiesOf(visitor).find(({ id }) => id === customerId);
}

/** Whether the license, or its policy, counts users or asks for them. */
function hasNamedUsers({ license, behavior }: OwnedLicense): boolean {
  const { requireUser, assignUserOnUse, seatsPer } = behavior;
  return license.maxUsers !== null || requireUser || assignUserOnUse || seatsPer !== 'device';
}
