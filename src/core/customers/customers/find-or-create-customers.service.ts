import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { foldedAddress } from '../../common/email-address';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import type { Customer } from './customer.entity';
import { type CustomerChange, CustomersService } from './customers.service';
import { lockIdentity } from './import-lock';
import { oldestWithEmail, visibleCustomers } from './visible-customers';

/** Identifies a customer without an id. Omitted fields are unchanged; null clears. */
export interface CustomerIdentity {
  /** Vendor's identifier for the customer. */
  readonly reference?: string | null;
  readonly email?: string | null;
  /** Name of a new customer. */
  readonly name?: string | null;
}

/** Finds customers by reference or e-mail address, and creates those that are not found. */
@Injectable()
export class FindOrCreateCustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: CustomerLicenses,
    private readonly customers: CustomersService,
  ) {}

  /**
   * Creates at most one customer for concurrent calls with the same e-mail.
   * @param details further values of a new customer
   */
  findOrCreateByEmail(address: string, name?: string | null, details: CustomerChange = {}): Promise<Customer> {
    const email = foldedAddress(address);
    return this.work.run(async () => {
      await lockIdentity(this.work.manager, email);
      const known = await oldestWithEmail(this.query(), email);
      return (
        known ?? this.customers.create({ ...details, name: name ?? nameIn(email), email, allowDuplicateEmail: true })
      );
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

  /** See `findOrCreate`. */
  findOrCreateByReference(
    reference: string,
    { email, name }: Omit<CustomerIdentity, 'reference'>,
    current: Customer | null = null,
  ): Promise<Customer> {
    return this.work.run(async () => {
      await lockIdentity(this.work.manager, `called ${reference}`);
      const known =
        current?.reference === reference
          ? current
          : await this.query().andWhere('customer.reference = :reference', { reference }).getOne();
      if (known) {
        return this.withEmail(known, email);
      }
      const address = email === undefined ? current?.email : email;
      const named = name ?? current?.name ?? nameIn(address ?? reference);
      return this.customers.create({ reference, email: address, name: named, allowDuplicateEmail: true });
    });
  }

  /** Returns the same object, updated. */
  private async withEmail(customer: Customer, email: string | null | undefined): Promise<Customer> {
    if (email === undefined || (email === null ? null : foldedAddress(email)) === customer.email) {
      return customer;
    }
    return Object.assign(customer, await this.customers.change(customer.uid, { email, allowDuplicateEmail: true }));
  }

  private query(): SelectQueryBuilder<Customer> {
    return visibleCustomers(this.work.manager, this.licenses);
  }
}

/** The part of an e-mail address before the domain. */
export function nameIn(email: string): string {
  return email.split('@', 1)[0] || email;
}
