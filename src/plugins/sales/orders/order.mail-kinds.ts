import type { AddedMailKinds } from '../../../core/mail';

export const ORDER_MAIL_KINDS = {
  order_renewed: {
    events: ['order.renewed'],
    about: 'order',
    tells: 'until when their subscription is paid, when it is renewed',
    before: 'new_version',
  },
  payment_failed: {
    events: ['order.past_due'],
    about: 'order',
    tells: 'that a payment failed, and when their licenses are suspended',
    before: 'new_version',
  },
  order_suspended: {
    events: ['order.suspended'],
    about: 'order',
    tells: 'that the licenses of an order were suspended because a payment is missing',
    before: 'new_version',
  },
  order_refunded: {
    events: ['order.refunded', 'order.partly_refunded'],
    about: 'order',
    tells: 'that an order was refunded as a whole or in part',
    before: 'new_version',
  },
  vendor_sold: { events: ['order.paid'], about: 'order', to: 'vendor', tells: 'of each order' },
  vendor_disputed: {
    events: ['order.disputed'],
    about: 'order',
    to: 'vendor',
    tells: 'that the buyer disputes the payment of an order',
  },
} as const satisfies AddedMailKinds;

declare module '../../../core/mail/mail-kinds' {
  interface MailKindCatalogue extends Record<keyof typeof ORDER_MAIL_KINDS, true> {}
}
