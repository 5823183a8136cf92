import type { IncomingHttpHeaders } from 'node:http';
import type { ShopKind } from '../../src/plugins/sales/shops/shop-adapter';

export const STEPS = ['bought', 'renewed', 'upgraded', 'past_due', 'recovered', 'refunded'] as const;
export type Step = (typeof STEPS)[number];

/** Headers and address of a request with an event. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly token?: string;
}

/** A subscription at a shop: what the shop sends for each step of its life. */
export interface SampleShop {
  readonly kind: ShopKind;
  readonly secret: string;
  /** Ids of what is bought first, and after the upgrade. */
  readonly plans: { readonly basic: string; readonly pro: string };
  /** Bodies by step. */
  readonly events: Readonly<Record<Step, readonly string[]>>;
  /** Signs a body as the shop does. */
  deliver(body: string, sentAt: Date, secret?: string): Delivery;
}

export const BUYER = { email: 'ada@example.com', name: 'Ada Lovelace' };
/** Months of the paid periods. */
export const TIMES = {
  bought: '2026-01-10T10:00:00Z',
  firstEnd: '2026-02-10T10:00:00Z',
  renewed: '2026-02-10T10:00:05Z',
  secondEnd: '2026-03-10T10:00:00Z',
  upgraded: '2026-02-20T12:00:00Z',
  pastDue: '2026-03-10T10:00:10Z',
  recovered: '2026-03-12T08:00:00Z',
  thirdEnd: '2026-04-10T10:00:00Z',
  refunded: '2026-03-13T09:00:00Z',
} as const;
