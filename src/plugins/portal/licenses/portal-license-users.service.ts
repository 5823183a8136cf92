import { Injectable } from '@nestjs/common';
import { problem } from '../../../core/common';
import { type Customer, CustomerUser, CustomerUsersService } from '../../../core/customers';
import { MAX_CUSTOMER_USERS } from '../../../core/customers/internal';
import type { License, LicenseUser } from '../../../core/licenses';
import { LicenseUsersService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { companiesOf, type PortalVisitor } from '../frame/portal-visitor';
import type { OwnedLicense } from './portal-licenses.service';

/** Named users of a license that a page shows. */
const MAX_NAMED = 100;

/** The named users of a license, and the people of its company who can become one. */
export interface NamedUsers {
  readonly named: readonly LicenseUser[];
  readonly total: number;
  readonly others: readonly CustomerUser[];
}

/** The named users of the licenses of companies that the signed-in customer manages. */
@Injectable()
export class PortalLicenseUsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: CustomerUsersService,
    private readonly licenseUsers: LicenseUsersService,
  ) {}

  /** Null for a license without named users, and for one that the visitor does not manage as a company's. */
  async read(visitor: PortalVisitor, owned: OwnedLicense): Promise<NamedUsers | null> {
    const { license, user } = owned;
    const company = user ? undefined : companyOf(visitor, license);
    if (!company || !hasNamedUsers(owned)) {
      return null;
    }
    const { rows: named, total } = await this.licenseUsers.latestOf(license, MAX_NAMED);
    const known = new Set(named.map(({ identifier }) => identifier));
    const people = await this.work.manager.find(CustomerUser, {
      where: { customerId: company.id },
      order: { id: 'ASC' },
      take: MAX_CUSTOMER_USERS,
    });
    return { named, total: total ?? named.length, others: people.filter(({ email }) => !known.has(email)) };
  }

  /** Assigns the license to a person of its company. Throws USERS_EXHAUSTED. */
  async assign(visitor: PortalVisitor, { license }: OwnedLicense, uid: string): Promise<CustomerUser> {
    const company = companyOf(visitor, license);
    if (!company) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    const user = await this.users.get(company.uid, uid);
    await this.licenseUsers.assign(license.uid, user.email, user.name);
    return user;
  }

  /** @param uid of the user of the license */
  async unassign(visitor: PortalVisitor, { license }: OwnedLicense, uid: string): Promise<void> {
    if (!companyOf(visitor, license)) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    await this.licenseUsers.remove(license.uid, uid);
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
