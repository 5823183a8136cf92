import type { IncomingHttpHeaders } from 'node:http';
import type { NewContinuation } from '../orders/continuation-plans.service';

export const SHOP_KINDS = [
  'stripe',
  'paddle',
  'lemon_squeezy',
  'gumroad',
  'woocommerce',
  'polar',
  'creem',
  'dodo',
  'fastspring',
  'envato',
  'generic',
] as const;
export type ShopKind = (typeof SHOP_KINDS)[number];

/** Credentials of a shop. */
export interface ShopCredentials {
  /** Secrets that are valid now, the newest first: the former one stays valid for a while after a rotation. */
  readonly secrets: readonly string[];
  /** Key of the shop's own API, for what its events leave out. */
  readonly apiKey: string | null;
}

/** A request to the address for events, as it arrived. */
export interface ShopRequest {
  readonly body: Buffer;
  readonly headers: IncomingHttpHeaders;
  /** Last part of the address, for shops that do not sign. */
  readonly token?: string;
  readonly receivedAt: Date;
}

/** An event whose signature is right. */
export interface SignedEvent {
  /** The shop's id of the event, or the SHA-256 of the body: each counts once. */
  readonly id: string;
  readonly type: string;
  /** The shop's time of the event; the time of arrival where the shop tells none. */
  readonly at: Date;
  /** JSON from which `interpret` reads the event. */
  readonly payload: object;
  /** Events that came in the same body. */
  readonly further?: readonly SignedEvent[];
}

/** A sold item. Prices are whole numbers in the smallest unit of the currency. */
export interface SoldItem {
  /** The shop's ids of what was sold, the most specific first (price, variant, product): the first that is mapped counts. */
  readonly mapped: readonly string[];
  readonly quantity: number;
  /** The shop's id of the line. */
  readonly externalId: string | null;
  /** Price of the whole line. */
  readonly price: number | null;
  readonly currency: string | null;
  /** False for an item that may be sold once, beside a subscription: a change that leaves it out does not remove it. */
  readonly recurs?: boolean;
  /** Products and policies of ours, named by a shop that knows them: it needs no mapping. */
  readonly plan?: { readonly product?: string; readonly policy?: string; readonly seats?: number | null };
  /** A license that it continues, named by a shop that knows it. */
  readonly continues?: NewContinuation;
  /** The purchase of a single license whose key is the purchase code. */
  readonly purchase?: Purchase;
}

/** Facts of a purchase that its license takes over. Times are ISO 8601, because facts are stored as JSON. */
export interface Purchase {
  readonly code: string;
  /** The shop's name of the license, such as `Regular License`. */
  readonly typeLabel: string;
  readonly boughtAt: string;
  readonly supportUntil: string | null;
}

/**
 * Names of a sale at its shop. A fact names those that its event has: a sale is found by any of them, and remembers all that
 * its facts name.
 */
export interface SaleReferences {
  readonly order?: string;
  readonly subscription?: string;
  /** Further ids, such as those of an invoice, a payment or a charge. */
  readonly others?: readonly string[];
}

/**
 * A fact about a sale at the shop's time `at`. Of facts about one subject, the newest counts; facts may arrive in any order, and
 * repeatedly.
 */
export type SaleFact = {
  readonly sale: SaleReferences;
  readonly at: Date;
  /** Names of the payment that the fact is about: two facts with a common name are about the same payment. */
  readonly payment?: readonly string[];
  /** Address of the shop's receipt or invoice for the payment, for browsers. */
  readonly receipt?: string;
} & (
  | {
      /** The first payment. */
      readonly fact: 'paid';
      /** Without an address and a reference, the sale waits for the address of `customerExternalId` (see the outcome `customer`). */
      readonly customer: {
        readonly email: string | null;
        /** Reference of the customer here, for a shop that tells a name alone. */
        readonly reference?: string;
        readonly name?: string | null;
        readonly company?: string | null;
      };
      readonly customerExternalId?: string | null;
      readonly items: readonly SoldItem[];
      /** End of the paid period of a subscription. */
      readonly periodEnd: Date | null;
    }
  | { readonly fact: 'renewed'; readonly periodEnd: Date }
  | { readonly fact: 'past_due' }
  | { readonly fact: 'recovered' }
  /** Items that the subscription has now: lines follow them. `ended`: removed items end at once, not with the period. */
  | { readonly fact: 'changed'; readonly items: readonly SoldItem[]; readonly ended?: boolean }
  /** No further period is paid. `ended`: the shop has ended it at once, and not at the end of the period. */
  | { readonly fact: 'cancelled'; readonly ended: boolean }
  /** The cancellation was taken back. */
  | { readonly fact: 'resumed' }
  /** Concerns the payment that it names or, without one, the sale. */
  | {
      readonly fact: 'refunded';
      /** All that was paid back so far; null for all that was paid. */
      readonly amount: number | null;
      /** The amount of all that was paid, if the shop sends it. */
      readonly total?: number | null;
      /** The shop's ids of lines that are paid back as a whole. */
      readonly lines?: readonly string[];
    }
  | { readonly fact: 'disputed' }
  | { readonly fact: 'dispute_won' }
  /** Nothing but names: those of `sale` belong together. */
  | { readonly fact: 'linked' }
);

/** Meaning of an event; `unmapped` if it leaves out what is needed, with the reason for a person. */
export type Interpretation =
  /** All facts of an event are about one sale. */
  | { readonly outcome: 'facts'; readonly facts: readonly SaleFact[] }
  /** The address of a buyer, of shops whose payments do not tell it. */
  | {
      readonly outcome: 'customer';
      readonly customerExternalId: string;
      readonly email: string;
      readonly name?: string | null;
    }
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'unmapped'; readonly reason: string };

/** A text that a checkout carries for us. */
export interface CarriedReference {
  readonly text: string;
  /** Whether its field is ours alone: other shops' fields also have what vendors keep there for themselves. */
  readonly isOurs: boolean;
}

/** The way one kind of shop signs its events, and what they mean. */
export interface ShopAdapter {
  readonly kind: ShopKind;
  /** Whether the address of a buyer may come with an event of its own. */
  readonly sendsCustomers?: boolean;
  /** Values that the payload of an event may have, for shops whose payloads take time to interpret. */
  readonly maxValues?: number;
  /**
   * Throws InvalidShopEvent if the signature is wrong or too old, or the body is no event. Null for a request by which the
   * shop tests the address without a signature: it is answered with 200, and nothing is stored.
   */
  verify(request: ShopRequest, credentials: ShopCredentials): Promise<SignedEvent | null> | SignedEvent | null;
  /**
   * May read the shop's API, with a timeout: not called inside a transaction. An event that lacks what is needed, or has values that
   * are not known, is not `ignored`.
   * @throws NotUnderstood, ShopUnavailable
   */
  interpret(event: SignedEvent, credentials: ShopCredentials): Promise<Interpretation> | Interpretation;
  /**
   * The license that a payment continues, as an event carries it: a purchase link's reference, or the key or uid of a license.
   */
  reference?(payload: object): CarriedReference | null;
  /** Form of the codes of `findPurchase`, in lower case. */
  readonly purchaseCodes?: RegExp;
  /**
   * Asks the shop's API for the purchase with a code that a buyer has entered in a program; null if the shop does not know it.
   * @throws NotUnderstood, ShopUnavailable
   */
  findPurchase?(code: string, credentials: ShopCredentials): Promise<SignedEvent | null>;
}

/** An event that is refused, and not stored. */
export class InvalidShopEvent extends Error {
  constructor(readonly reason: 'signature' | 'stale' | 'malformed') {
    super(`The event was refused: ${reason}`);
  }
}

/** Events of shops that sign a time are refused when they are older at their arrival. */
export const MAX_EVENT_AGE_MS = 300_000;
