import type { Customer } from '../../customers/customers/customer.entity';
import { confirmation } from '../components/confirmation';
import type { Consequence } from '../components/lists';
import type { Detail } from '../components/text';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { countedLicenses } from './counted-licenses';
import { customerPath, CUSTOMERS_PATH, deletePath } from './customer-paths';

/** @param licenses counted up to a limit */
export function deleteCustomerPage(customer: Customer, licenses: number, form: FormState): Page {
  const t = texts('customers');
  const { uid, name } = customer;
  const title = t.deleteTitle({ name });
  return confirmation({
    title,
    crumbs: crumbsOf(customer),
    form,
    undo: { isPossible: false, text: t.deleteUndo },
    about: aboutOf(customer),
    consequences: consequencesOf(licenses),
    action: deletePath(uid),
    verb: t.deleteVerb,
    keep: { title: t.deleteKeep, href: customerPath(uid) },
  });
}

export function crumbsOf({ uid, name }: Customer) {
  return [
    { title: texts('customers').customers, href: CUSTOMERS_PATH },
    { title: name, href: customerPath(uid) },
  ];
}

export function aboutOf({ name, email, company, reference }: Customer): Detail[] {
  const t = texts('customers');
  return [
    { term: t.name, value: name },
    { term: t.email, value: email },
    { term: t.company, value: company },
    { term: t.reference, value: reference },
  ];
}

function consequencesOf(licenses: number): Consequence[] {
  const t = texts('customers');
  return licenses > 0
    ? [{ icon: 'ban', tone: 'bad', text: t.deleteBlocked({ count: t.count(countedLicenses(licenses)) }) }]
    : [
        { icon: 'trash-2', tone: 'bad', text: t.deleteGone },
        { icon: 'info', text: t.deleteLeads },
      ];
}
