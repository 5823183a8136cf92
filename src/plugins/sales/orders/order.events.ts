import type { EventPayloads } from '../../../plugin';

/** Identifies the order where an event has only what changed. */
const ORDER = {
  order_id: 'uuid',
  shop: 'string',
  external_id: 'string|null',
  subscription_id: 'string|null',
  customer_id: 'uuid|null',
  state: 'string',
} as const;

/** UUIDs of the licenses that the event is about. */
const LICENSES = { licenses: 'uuid[]' } as const;

export const ORDER_EVENTS = {
  'order.paid': { record: 'orders', with: { order_id: 'uuid', lines: 'object[]', ...LICENSES } },
  'order.updated': { changes: 'orders', with: ORDER },
  'order.renewed': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.past_due': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.suspended': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.recovered': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.plan_changed': { changes: 'orders', with: { ...ORDER, lines: 'object[]', ...LICENSES } },
  'order.quantity_changed': { changes: 'orders', with: { ...ORDER, lines: 'object[]', ...LICENSES } },
  'order.cancelled': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.partly_refunded': { changes: 'orders', with: { ...ORDER, lines: 'object[]', ...LICENSES } },
  'order.refunded': { changes: 'orders', with: { ...ORDER, lines: 'object[]', ...LICENSES } },
  'order.limits_exceeded': { changes: 'orders', with: { ...ORDER, ...LICENSES, exceeded: 'object[]' } },
  'order.disputed': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
  'order.dispute_won': { changes: 'orders', with: { ...ORDER, ...LICENSES } },
} as const satisfies EventPayloads;

export type OrderEvent = keyof typeof ORDER_EVENTS;

declare module '../../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ORDER_EVENTS, true> {}
}
