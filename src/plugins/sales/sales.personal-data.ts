import { type PersonalTables, TIME_OF_ERASURE } from '../../plugin';

export const SALES_PERSONAL_DATA = {
  continued_licenses: { others: ['base'] },
  order_licenses: { others: ['holds'] },
  order_lines: { others: ['external_id', 'entitlements', 'continues', 'holds'] },
  // The record of a sale, which a law may oblige the vendor to keep. The ids are those of the shop, which renewals name.
  orders: {
    owners: { customer_id: 'customers' },
    blanked: ['metadata'],
    others: [
      'shop',
      'external_id',
      'subscription_id',
      'customer_external_id',
      'state',
      'currency',
      'billing_interval',
      'applied_events',
    ],
  },
  shop_customers: { addresses: ['email'], erased: 'deleted' },
  shop_events: {
    owners: { sale_id: 'shop_sales' },
    blanked: ['payload', 'facts'],
    others: ['external_id', 'type', 'state', 'reason'],
  },
  shop_mappings: { others: ['external_id', 'per', 'entitlements', 'checkout_url'] },
  shop_references: { others: ['reference'] },
  // Personal data of events that arrive later is not stored.
  shop_sales: { owners: { order_uid: 'orders.uid' }, erased: { erased_at: TIME_OF_ERASURE }, others: ['continues'] },
  shops: { kept: 'shops of the vendor, set by staff' },
} as const satisfies PersonalTables;
