import { Injectable } from '@nestjs/common';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import { inBatches } from '../../common/in-batches';
import { productScope } from '../../identity/permissions/caller';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';
import { refuseDuplicateReference } from './customer.errors';
import { type CustomerIdentity, nameIn } from './find-or-create-customers.service';
import { IMPORT_LOCK } from './import-lock';
import { visibleCustomers } from './visible-customers';

/** Customers by reference and by e-mail; of several with the same e-mail, the oldest. */
export class CustomersByIdentity {
  private readonly byReference = new Map<string, Customer>();
  private readonly byEmail = new Map<string, Customer>();

  constructor(customers: readonly Customer[]) {
    for (const customer of customers) {
      this.add(customer);
    }
  }

  add(customer: Customer): void {
    const { reference, email } = customer;
    if (reference !== null) {
      this.byReference.set(reference, customer);
    }
    if (email !== null && !this.byEmail.has(email)) {
      this.byEmail.set(email, customer);
    }
  }

  /** A customer with a reference is identified by it alone. */
  find({ reference, email }: CustomerIdentity): Customer | undefined {
    return reference ? this.byReference.get(reference) : this.byEmail.get(foldedAddress(email ?? ''));
  }
}

/** Finds and creates the customers that the rows of a file name. */
@Injectable()
export class ImportedCustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: CustomerLicenses,
  ) {}

  async find(identities: readonly CustomerIdentity[]): Promise<CustomersByIdentity> {
    const references = identities.flatMap(({ reference }) => reference ?? []);
    const emails = identities.flatMap(({ email }) => (email ? [foldedAddress(email)] : []));
    if (references.length === 0 && emails.length === 0) {
      return new CustomersByIdentity([]);
    }
    const customers = await visibleCustomers(this.work.manager, this.licenses)
      .andWhere('(customer.reference = ANY (:references) OR customer.email = ANY (:emails))', { references, emails })
      .orderBy('customer.id')
      .getMany();
    return new CustomersByIdentity(customers);
  }

  /** Creates those that do not exist, in the caller's transaction: nobody else creates customers until its end. */
  async findOrCreate(identities: readonly CustomerIdentity[]): Promise<CustomersByIdentity> {
    const { manager } = this.work;
    await advisoryLock(manager, IMPORT_LOCK);
    const known = await this.find(identities);
    const created: Customer[] = [];
    for (const identity of identities) {
      if (!known.find(identity)) {
        const customer = this.newCustomer(identity);
        known.add(customer);
        created.push(customer);
      }
    }
    for (const batch of inBatches(created)) {
      await refuseDuplicateReference(manager.insert(Customer, batch));
      await this.work.record(
        batch.map((one) => this.work.changeRecord('customer.created', one, null, this.work.snapshot(one))),
      );
    }
    return known;
  }

  private newCustomer({ reference = null, email, name }: CustomerIdentity): Customer {
    const now = this.clock.now();
    return this.work.manager.create(Customer, {
      reference,
      email: email ? foldedAddress(email) : null,
      name: name ?? nameIn(email ?? reference ?? ''),
      createdForProductId: productScope()?.[0] ?? null,
      createdAt: now,
      updatedAt: now,
    });
  }
}
