import { ERASED_TEXT, type PersonalTables } from '../common/personal-data/personal-data';

export const CUSTOMERS_PERSONAL_DATA = {
  customer_users: { addresses: ['email'], erased: 'deleted' },
  customers: {
    addresses: ['email'],
    erased: { name: ERASED_TEXT, email: null, company: null, phone: null, reference: null, notes: '', metadata: {} },
  },
  groups: { others: ['name'] },
} as const satisfies PersonalTables;
