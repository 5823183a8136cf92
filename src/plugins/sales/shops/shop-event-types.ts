import { unknownValue } from './not-understood';
import type { SaleFact, ShopKind } from './shop-adapter';
import { SHOP_GUIDES } from './shop-guides';

/** Types of events that shops send beside those of their guides. */
interface FurtherTypes {
  /** Understood, but not needed. */
  readonly understood?: readonly string[];
  /** Without a meaning for licenses. */
  readonly ignored: readonly string[];
}

export const FURTHER_TYPES = {
  stripe: {
    ignored: [
      'checkout.session.async_payment_failed',
      'checkout.session.expired',
      'customer.subscription.created',
      'customer.subscription.paused',
      'customer.subscription.pending_update_applied',
      'customer.subscription.pending_update_expired',
      'customer.subscription.resumed',
      'customer.subscription.trial_will_end',
      'invoice.created',
      'invoice.deleted',
      'invoice.finalization_failed',
      'invoice.finalized',
      'invoice.marked_uncollectible',
      'invoice.overdue',
      'invoice.overpaid',
      'invoice.payment_action_required',
      'invoice.payment_attempt_required',
      'invoice.payment_succeeded',
      'invoice.sent',
      'invoice.upcoming',
      'invoice.updated',
      'invoice.voided',
      'invoice.will_be_due',
      'charge.captured',
      'charge.dispute.funds_reinstated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.expired',
      'charge.failed',
      'charge.pending',
      'charge.refund.updated',
      'charge.succeeded',
      'charge.updated',
    ],
  },
  paddle: {
    understood: ['subscription.activated', 'subscription.trialing'],
    ignored: [
      'subscription.imported',
      'customer.imported',
      'transaction.billed',
      'transaction.canceled',
      'transaction.created',
      'transaction.paid',
      'transaction.ready',
      'transaction.revised',
      'transaction.updated',
    ],
  },
  lemon_squeezy: { ignored: ['license_key_created', 'license_key_updated', 'customer_updated', 'affiliate_activated'] },
  gumroad: { ignored: [] },
  woocommerce: {
    understood: ['order.restored'],
    ignored: [
      'order.deleted',
      'subscription.deleted',
      'coupon.created',
      'coupon.updated',
      'customer.created',
      'customer.updated',
      'product.created',
      'product.updated',
    ],
  },
  polar: {
    understood: ['subscription.paused', 'subscription.resumed'],
    ignored: [
      'checkout.created',
      'checkout.updated',
      'checkout.expired',
      'order.created',
      'order.updated',
      'customer.created',
      'customer.updated',
      'customer.deleted',
      'customer.state_changed',
      'customer_seat.assigned',
      'customer_seat.claimed',
      'customer_seat.revoked',
      'member.created',
      'member.updated',
      'member.deleted',
      'product.created',
      'product.updated',
      'benefit.created',
      'benefit.updated',
      'benefit_grant.created',
      'benefit_grant.updated',
      'benefit_grant.cycled',
      'benefit_grant.revoked',
      'organization.updated',
    ],
  },
  creem: { ignored: [] },
  dodo: {
    ignored: [
      'payment.failed',
      'payment.processing',
      'payment.cancelled',
      'refund.failed',
      'dispute.challenged',
      'dispute.expired',
      'subscription.failed',
      'subscription.update_payment_method',
      'license_key.created',
      'payout.created',
      'payout.on_hold',
      'payout.in_progress',
      'payout.failed',
      'payout.success',
      'credit.added',
      'credit.deducted',
      'credit.expired',
      'credit.rolled_over',
      'credit.rollover_forfeited',
      'credit.overage_charged',
      'credit.overage_reset',
      'credit.manual_adjustment',
      'credit.balance_low',
      'abandoned_checkout.detected',
      'abandoned_checkout.recovered',
      'dunning.started',
      'dunning.recovered',
      'entitlement_grant.created',
      'entitlement_grant.delivered',
      'entitlement_grant.failed',
      'entitlement_grant.revoked',
    ],
  },
  fastspring: {
    ignored: [
      'order.approval.pending',
      'order.canceled',
      'order.failed',
      'order.payment.pending',
      'subscription.trial.reminder',
      'subscription.payment.reminder',
      'fulfillment.failed',
      'account.created',
      'account.updated',
      'mailingListEntry.updated',
      'mailingListEntry.removed',
      'payoutEntry.created',
      'quote.created',
      'quote.updated',
    ],
  },
  envato: { ignored: [] },
  generic: {
    understood: [
      'order.paid',
      'order.refunded',
      'order.disputed',
      'order.dispute_won',
      'subscription.renewed',
      'subscription.past_due',
      'subscription.recovered',
      'subscription.cancelled',
      'subscription.resumed',
      'subscription.changed',
    ],
    ignored: [],
  },
} as const satisfies Readonly<Record<ShopKind, FurtherTypes>>;

/** Types that change orders and licenses, those of the guide first. */
export function understoodTypes(kind: ShopKind): string[] {
  const { understood = [] }: FurtherTypes = FURTHER_TYPES[kind];
  return [...SHOP_GUIDES[kind].events, ...understood];
}

/**
 * No facts, for a type without a meaning.
 * @throws NotUnderstood for a type that is not known
 */
export function factsOfOther(kind: ShopKind, type: unknown): SaleFact[] {
  const { ignored }: FurtherTypes = FURTHER_TYPES[kind];
  if (typeof type !== 'string' || !ignored.includes(type)) {
    throw unknownValue('type', type);
  }
  return [];
}
