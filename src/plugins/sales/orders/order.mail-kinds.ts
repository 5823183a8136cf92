import type { AddedMailKinds } from '../../../core/mail';

/** The order gave more than one license; lines that continue others give none. */
const GAVE_SEVERAL = `(
  SELECT sum((line->>'quantity')::integer) > 1
  FROM jsonb_array_elements(CASE WHEN event.target_type = 'orders' THEN event.data->'lines' END) AS line
  WHERE line->>'action' IS NULL
)`;

export const ORDER_MAIL_KINDS = {
  order_licenses: {
    events: ['order.paid'],
    about: 'order',
    isSingle: true,
    where: GAVE_SEVERAL,
    values: ['licenses', 'license.key', 'license.expires_at', 'license.seats'],
    enabledWith: 'license_issued',
    before: 'trial_confirm',
  },
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
