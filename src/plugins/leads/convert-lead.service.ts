import { Injectable } from '@nestjs/common';
import { Clock, problem } from '../../core/common';
import { isForeignKeyViolation } from '../../core/platform';
import { type Customer, CustomersService, FindOrCreateCustomersService } from '../../core/customers';
import type { Lead } from './institution.entity';
import { LeadsService } from './leads.service';

@Injectable()
export class ConvertLeadService {
  constructor(
    private readonly clock: Clock,
    private readonly leads: LeadsService,
    private readonly customers: CustomersService,
    private readonly owners: FindOrCreateCustomersService,
  ) {}

  /**
   * Makes the lead a customer. A customer with the e-mail address of the first contact that has one is used instead of a
   * new one; a lead that has a customer already is returned unchanged.
   */
  async convert(uid: string): Promise<Lead> {
    try {
      return await this.leads.update('lead.converted', uid, async (lead) => {
        if (lead.institution.customerId !== null) {
          return {};
        }
        const customer = await this.customerFor(lead);
        const convertedAt = lead.institution.convertedAt ?? this.clock.now();
        return { status: 'converted', customer, customerId: customer.id, convertedAt };
      });
    } catch (error) {
      throw isForeignKeyViolation(error) ? problem('CUSTOMER_DELETED') : error;
    }
  }

  private customerFor({ institution, contacts }: Lead): Promise<Customer> {
    const contact = contacts.find(({ emails }) => emails.length > 0) ?? contacts[0];
    const [email] = contact?.emails ?? [];
    const [phone] = contact?.phones ?? [];
    const name = contact?.name ?? institution.name;
    const details = { company: institution.name, phone, notes: institution.notes };
    return email === undefined
      ? this.customers.create({ name, ...details })
      : this.owners.findOrCreateByEmail(email, name, details);
  }
}
