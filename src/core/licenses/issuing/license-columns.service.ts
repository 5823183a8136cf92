import { Injectable } from '@nestjs/common';
import { defined } from '../../common/fields/fields-of';
import { referenced } from '../../common/errors/domain-error';
import { refuseCountryRules } from '../../catalog/policies/country-rule.errors';
import { GroupsService } from '../../customers/groups/groups.service';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import {
  type CustomerIdentity,
  FindOrCreateCustomersService,
} from '../../customers/customers/find-or-create-customers.service';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { stateColumns } from '../licenses/license-state';
import { type TermChange, termColumns } from '../licenses/license-term';
import { INVOICE_NUMBER, type License } from '../licenses/license.entity';
import type { LicenseState } from '../licenses/license-status';

/** Editable license attributes. Omitted ones are unchanged, or come from the policy for a new license. */
export type LicenseAttributes = Partial<
  Pick<
    License,
    | 'type'
    | 'typeLabel'
    | 'startsAt'
    | 'expiresAt'
    | 'durationDays'
    | 'durationMonths'
    | 'updatesUntil'
    | 'supportUntil'
    | 'maxActivations'
    | 'maxUsers'
    | 'maxSessions'
    | 'usesLimit'
    | 'features'
    | 'allowedDomains'
    | 'allowedIps'
    | 'restrictedToEmail'
    | 'restrictedToClientName'
    | 'isEnvato'
    | 'description'
    | 'deviceNote'
    | 'metadata'
    | 'policyOverrides'
    | 'orderId'
  >
> & {
  state?: LicenseState;
  /** Does not affect blocks and revocation. */
  isDisabled?: boolean;
  /** Uid of the customer; null for none. */
  customer?: string | null;
  /** Uid of the group; null for none. */
  group?: string | null;
  /** Customer by reference or e-mail; created if not found. */
  owner?: CustomerIdentity;
  term?: TermChange;
  invoiceNumber?: string | null;
};

/** Current values that the new columns depend on. */
export type CurrentLicense = Pick<
  License,
  | 'expiryBasis'
  | 'durationDays'
  | 'durationMonths'
  | 'expiresAt'
  | 'firstActivatedAt'
  | 'disabledAt'
  | 'blockedAt'
  | 'revokedAt'
  | 'metadata'
  | 'customer'
>;

/** Maps license attributes to columns. */
@Injectable()
export class LicenseColumnsService {
  constructor(
    private readonly customers: CustomersService,
    private readonly owners: FindOrCreateCustomersService,
    private readonly groups: GroupsService,
    private readonly countries: CountryDatabaseService,
  ) {}

  async of(attributes: LicenseAttributes, license: CurrentLicense, now: Date): Promise<Partial<License>> {
    const { state, isDisabled, customer, group, owner, term, invoiceNumber, ...plain } = attributes;
    if (this.countries.current() === null) {
      refuseCountryRules(plain.policyOverrides ?? {}, 'policy_overrides.');
    }
    return {
      ...(plain.durationDays !== undefined && { durationMonths: null }),
      ...defined(plain),
      ...(state && stateColumns(state, now, license)),
      ...(isDisabled !== undefined && { disabledAt: isDisabled ? (license.disabledAt ?? now) : null }),
      ...(term && termColumns(term, license)),
      ...(invoiceNumber !== undefined && { metadata: { ...license.metadata, [INVOICE_NUMBER]: invoiceNumber } }),
      ...(customer !== undefined &&
        customerColumns(customer === null ? null : await referenced('customer_id', this.customers.get(customer)))),
      ...(group !== undefined && { groupId: await this.groupIdOf(group) }),
      ...(owner && customerColumns(await this.owners.findOrCreate(owner, license.customer ?? null))),
    };
  }

  private async groupIdOf(group: string | null): Promise<string | null> {
    return group === null ? null : (await referenced('group', this.groups.get(group))).uid;
  }
}

function customerColumns(customer: Customer | null): Partial<License> {
  return { customer, customerId: customer?.id ?? null };
}
