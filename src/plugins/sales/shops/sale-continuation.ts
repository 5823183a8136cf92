import type { NewContinuation } from '../orders/continuation-plans.service';

/** The purpose of a purchase link. Without an action, it follows from the mapping of the item that is bought. */
export interface LinkedPurchase extends Omit<NewContinuation, 'action' | 'hasPeriod'> {
  readonly action?: NewContinuation['action'];
}

/** A decision about the license that a sale continues. */
export type SaleContinuation =
  | {
      readonly kind: 'continue';
      readonly purchase: LinkedPurchase;
      /** End of the purchase link in ISO 8601: a payment after it needs a person. */
      readonly until?: string;
    }
  /** A new license, by a person's decision. */
  | { readonly kind: 'new' }
  /** The reference of the sale names no license, for this reason. */
  | { readonly kind: 'unclear'; readonly reason: string };
