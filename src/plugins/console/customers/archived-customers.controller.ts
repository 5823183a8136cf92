import { type Customer, DeleteCustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type ArchivedThing, archiveOf, mapped } from '../../../pages/archive/archive-kind';
import { archivePages } from '../../../pages/archive/archive-pages';
import { customerPath } from '../../../pages/kit/record-paths';
import { CUSTOMERS_PATH } from './customer-paths';

export const ArchivedCustomersController = archivePages(
  CUSTOMERS_PATH,
  { read: Permission.CustomersRead, write: Permission.CustomersWrite },
  DeleteCustomersService,
  (customers) => ({
    noun: 'customer',
    listPath: CUSTOMERS_PATH,
    pagePath: customerPath,
    list: async (page, q) => mapped(await customers.listArchived(page, q), customerThing),
    get: async (uid) => customerThing(await customers.getArchived(uid)),
    restore: (uid) => customers.restore(uid),
    purge: (uid) => customers.delete(uid, true),
  }),
);

function customerThing(customer: Customer): ArchivedThing {
  const t = texts('customers');
  const { uid, name, email, company, reference } = customer;
  return {
    uid,
    name,
    note: email ?? undefined,
    facts: [
      { term: t.email, value: email },
      { term: t.company, value: company },
      { term: t.reference, value: reference },
    ],
    archive: archiveOf(customer),
  };
}
