import type { License } from '../licenses/license.entity';

/** An order, as APIs and pages about its licenses show it. */
export interface LicenseOrder {
  readonly id: number;
  readonly uid: string;
  /** The shop's ids of the order, the subscription and the customer. */
  readonly externalId: string | null;
  readonly subscriptionId: string | null;
  readonly customerExternalId: string | null;
  readonly state: string;
  /** ISO 4217; null for an order without prices. */
  readonly currency: string | null;
  /** Until when a subscription is paid; null for a single payment. */
  readonly periodEnd: Date | null;
  readonly pastDueAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly createdAt: Date;
  readonly metadata: object;
}

/** The line of an order that gave a license. */
export interface LicenseSale {
  readonly order: LicenseOrder;
  readonly line: {
    readonly id: number;
    readonly quantity: number;
    /** In the smallest unit of the order's currency. */
    readonly price: number | null;
    /** The shop's id of the line. */
    readonly externalId: string | null;
    readonly refundedAt: Date | null;
  };
  /** Null for an order of no connected shop. */
  readonly shopKind: string | null;
  /** The payment of this license is disputed. */
  readonly isDisputed: boolean;
}

/** Addresses of checkouts at which customers pay for a license that they have. */
export interface PurchaseOffers {
  /** Null if it cannot be renewed, or no checkout is known. */
  readonly renewal: string | null;
  /** More seats; null without a checkout for them. */
  readonly seats: string | null;
  /** Other policies, by name. */
  readonly upgrades: readonly { readonly name: string; readonly url: string }[];
}

/** Finds out how licenses were sold. The plug-in that keeps orders provides it. */
export abstract class LicenseSales {
  /** Null if no order gave the license. The caller may see the license. */
  abstract find(license: Pick<License, 'id' | 'orderId'>): Promise<LicenseSale | null>;

  /** The orders that gave the licenses, by their uids. */
  abstract ordersOf(licenses: readonly License[]): Promise<ReadonlyMap<string, LicenseOrder>>;

  /** Address at which a customer renews the license; null if it cannot be renewed, or no checkout is known. */
  abstract renewalUrl(license: Pick<License, 'uid'>): Promise<string | null>;

  /** @param license with its product and policy */
  abstract offersFor(license: License): Promise<PurchaseOffers>;
}
