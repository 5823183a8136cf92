import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { EventName } from '@paddle/paddle-node-sdk';
import type Stripe from 'stripe';
import { SAMPLE_SHOPS } from '../../../../test/support/sample-shops';
import { EVENT_BODIES } from '../../../../test/support/sample-shops/event-bodies';
import { meaningOf } from '../../../../test/support/sample-shops/meaning';
import { SHOP_KINDS, type ShopKind } from './shop-adapter';
import { adapterOf } from './shop-adapters';
import { FURTHER_TYPES, understoodTypes } from './shop-event-types';
import { SHOP_GUIDES } from './shop-guides';

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const PAGE = 'docs/connect-shops.md';

type StripeType = Extract<
  Stripe.Event.Type,
  `checkout.session.${string}` | `customer.subscription.${string}` | `invoice.${string}` | `charge.${string}`
>;
type IgnoredByStripe = (typeof FURTHER_TYPES.stripe.ignored)[number];

function ignoredTypes(kind: ShopKind): readonly string[] {
  return FURTHER_TYPES[kind].ignored;
}

async function meaning(kind: ShopKind, type: string): Promise<string[]> {
  const shop = SAMPLE_SHOPS.find((one) => one.kind === kind);
  return shop && kind !== 'envato' ? meaningOf(adapterOf(kind), shop, EVENT_BODIES[kind](type)) : [];
}

it.each(SHOP_KINDS)(
  '%s: an event of each type that is understood has a meaning, and of the others none',
  async (kind) => {
    const understood = await Promise.all(understoodTypes(kind).map((type) => meaning(kind, type)));
    const withoutMeaning = understoodTypes(kind).filter((_type, index) => understood[index]?.includes('ignored'));
    expect(withoutMeaning).toEqual([]);
    const ignored = await Promise.all(ignoredTypes(kind).map((type) => meaning(kind, type)));
    expect(ignored).toEqual(ignoredTypes(kind).map(() => ['ignored']));
    expect(new Set([...understoodTypes(kind), ...ignoredTypes(kind)]).size).toBe(
      understoodTypes(kind).length + ignoredTypes(kind).length,
    );
  },
);

it('names all types of the objects of Paddle and Stripe that the libraries know', () => {
  const paddle = Object.values(EventName).filter((type) =>
    /^(?:transaction|subscription|adjustment|customer)\./.test(type),
  );
  expect([...understoodTypes('paddle'), ...ignoredTypes('paddle')].sort()).toEqual(paddle.sort());
  const known = ['checkout.session.completed', 'checkout.session.async_payment_succeeded'] as const;
  const others = ['invoice.paid', 'invoice.payment_failed'] as const;
  const ofSubscriptions = ['customer.subscription.updated', 'customer.subscription.deleted'] as const;
  const ofCharges = ['charge.refunded', 'charge.dispute.created', 'charge.dispute.closed'] as const;
  const understood = [...known, ...others, ...ofSubscriptions, ...ofCharges];
  // The compiler refuses a type of the library that is neither understood nor ignored.
  const missing: Exclude<StripeType, IgnoredByStripe | (typeof understood)[number]>[] = [];
  expect(missing).toEqual([]);
  expect(SHOP_GUIDES.stripe.events).toEqual(expect.arrayContaining(understood));
});

it('the table of the documents is that of the adapters', () => {
  const cell = (types: readonly string[]) => types.map((type) => `\`${type}\``).join(', ') || 'none';
  const rows = SHOP_KINDS.map(
    (kind) => `| \`${kind}\` | ${cell(understoodTypes(kind))} | ${cell(ignoredTypes(kind))} |`,
  );
  const table = ['| kind | understood | ignored |', '|---|---|---|', ...rows].join('\n');
  expect(readFileSync(PAGE, 'utf8')).toContain(table);
});
