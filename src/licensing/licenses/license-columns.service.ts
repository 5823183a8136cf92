import { Injectable } from '@nestjs/common';
import { defined } from '../../common/defined';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService, type NamedCustomer } from '../../customers/customers/customers.service';
import { stateColumns } from './license-state';
import { type TermChange, termColumns } from './license-term';
import { INVOICE_NUMBER, type License, type LicenseState } from './license.entity';

/** What people set of a license. What is left out stays, or comes from the policy where the license is new. */
export type LicenseAttributes = Partial<
  Pick<
    License,
    | 'type'
    | 'typeLabel'
    | 'startsAt'
    | 'expiresAt'
    | 'durationDays'
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
  >
> & {
  state?: LicenseState;
  /** Nothing but that; what is blocked or revoked stays so. */
  isDisabled?: boolean;
  /** Uid of the customer; null for none. */
  customer?: string | null;
  /** The customer as somebody writes them down, made where there is none yet. */
  owner?: NamedCustomer;
  term?: TermChange;
  invoiceNumber?: string | null;
};

/** As far as what becomes of a license depends on what it is. */
export type LicenseSoFar = Pick<
  License,
  | 'expiryBasis'
  | 'durationDays'
  | 'expiresAt'
  | 'firstActivatedAt'
  | 'disabledAt'
  | 'blockedAt'
  | 'revokedAt'
  | 'metadata'
  | 'customer'
>;

/** What people set of a license, as the columns that hold it. */
@Injectable()
export class LicenseColumnsService {
  constructor(private readonly customers: CustomersService) {}

  async of(traits: LicenseAttributes, license: LicenseSoFar, now: Date): Promise<Partial<License>> {
    const { state, isDisabled, customer, owner, term, invoiceNumber, ...plain } = traits;
    return {
      ...defined(plain),
      ...(state && stateColumns(state, now, license)),
      ...(isDisabled !== undefined && { disabledAt: isDisabled ? (license.disabledAt ?? now) : null }),
      ...(term && termColumns(term, license)),
      ...(invoiceNumber !== undefined && { metadata: { ...license.metadata, [INVOICE_NUMBER]: invoiceNumber } }),
      ...(customer !== undefined && ownedBy(customer === null ? null : await this.customers.get(customer))),
      ...(owner && ownedBy(await this.customers.named(owner, license.customer ?? null))),
    };
  }
}

function ownedBy(customer: Customer | null): Partial<License> {
  return { customer, customerId: customer?.id ?? null };
}
