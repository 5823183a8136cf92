import type { ShopKind } from './shop-adapter';

/** Describes how to connect a kind of shop. The steps are the texts of `shopGuides`, by kind. */
export interface ShopGuide {
  /** Names of the events, as the shop calls them. Empty if there is nothing to choose. */
  readonly events: readonly string[];
  /** Whether the shop makes the secret, or it is generated and entered in the shop. `address`: it is a part of the address. */
  readonly secret: 'of_shop' | 'generated' | 'address';
  /** Key of the shop's API. */
  readonly apiKey: 'required' | 'optional' | 'none';
}

export const SHOP_GUIDES: Readonly<Record<ShopKind, ShopGuide>> = {
  stripe: {
    events: [
      'checkout.session.completed',
      'checkout.session.async_payment_succeeded',
      'invoice.paid',
      'invoice.payment_failed',
      'invoice_payment.paid',
      'customer.subscription.updated',
      'customer.subscription.deleted',
      'charge.refunded',
      'charge.dispute.created',
      'charge.dispute.closed',
    ],
    secret: 'of_shop',
    apiKey: 'optional',
  },
  paddle: {
    events: [
      'transaction.completed',
      'transaction.payment_failed',
      'transaction.past_due',
      'subscription.created',
      'subscription.updated',
      'subscription.past_due',
      'subscription.paused',
      'subscription.resumed',
      'subscription.canceled',
      'adjustment.created',
      'adjustment.updated',
      'customer.created',
      'customer.updated',
    ],
    secret: 'of_shop',
    apiKey: 'optional',
  },
  lemon_squeezy: {
    events: [
      'order_created',
      'order_refunded',
      'subscription_created',
      'subscription_updated',
      'subscription_cancelled',
      'subscription_resumed',
      'subscription_expired',
      'subscription_paused',
      'subscription_unpaused',
      'subscription_payment_success',
      'subscription_payment_failed',
      'subscription_payment_recovered',
      'subscription_payment_refunded',
    ],
    secret: 'generated',
    apiKey: 'none',
  },
  gumroad: {
    events: [
      'sale',
      'refund',
      'dispute',
      'dispute_won',
      'cancellation',
      'subscription_updated',
      'subscription_ended',
      'subscription_restarted',
    ],
    secret: 'address',
    apiKey: 'none',
  },
  woocommerce: {
    events: ['order.created', 'order.updated', 'subscription.created', 'subscription.updated'],
    secret: 'generated',
    apiKey: 'none',
  },
  polar: {
    events: [
      'order.paid',
      'order.refunded',
      'refund.created',
      'refund.updated',
      'subscription.created',
      'subscription.updated',
      'subscription.active',
      'subscription.canceled',
      'subscription.uncanceled',
      'subscription.past_due',
      'subscription.revoked',
    ],
    secret: 'of_shop',
    apiKey: 'none',
  },
  envato: { events: [], secret: 'address', apiKey: 'required' },
  generic: { events: [], secret: 'generated', apiKey: 'none' },
};
