import type {
  SaleFact,
  ShopAdapter,
  ShopCredentials,
  SignedEvent,
  SoldItem,
} from '../../../src/plugins/sales/shops/shop-adapter';
import { understand } from '../../../src/plugins/sales/shops/understand-event';
import type { Delivery } from '../../testkit/sample-shop';

const RECEIVED_AT = new Date('2026-03-14T12:00:00Z');

interface Sender {
  readonly secret: string;
  deliver(body: string, sentAt: Date): Delivery;
}

/** Facts of an event that was received and stored, as short texts; the outcome if it has none. */
export async function meaningOf(
  adapter: ShopAdapter,
  sender: Sender,
  body: string,
  apiKey: string | null = null,
): Promise<string[]> {
  const credentials: ShopCredentials = { secrets: [sender.secret], apiKey };
  const request = { body: Buffer.from(body), receivedAt: RECEIVED_AT, ...sender.deliver(body, RECEIVED_AT) };
  const event = await adapter.verify(request, credentials);
  return event ? interpreted(adapter, event, credentials) : ['test of the address'];
}

/** Payloads are stored as JSON in between. */
async function interpreted(adapter: ShopAdapter, event: SignedEvent, credentials: ShopCredentials): Promise<string[]> {
  const payload = JSON.parse(JSON.stringify(event.payload)) as object;
  const meaning = await understand(adapter, { ...event, payload }, credentials);
  switch (meaning.outcome) {
    case 'facts':
      return meaning.facts.map(textOf);
    case 'customer':
      return [`customer ${meaning.customerExternalId} ${meaning.email} ${meaning.name}`];
    case 'unmapped':
      return [`unmapped: ${meaning.reason}`];
    case 'ignored':
      return ['ignored'];
  }
}

/** `02-10T10:00:05 renewed subscription:sub_01 other:txn_02 until 03-10T10:00:00` */
function textOf(fact: SaleFact): string {
  const { order, subscription, others = [] } = fact.sale;
  const names = [order && `order:${order}`, subscription && `subscription:${subscription}`];
  const details = [
    'customer' in fact && (fact.customer.email ?? fact.customerExternalId),
    'items' in fact && fact.items.map(itemText).join(' + '),
    'periodEnd' in fact && fact.periodEnd && `until ${short(fact.periodEnd)}`,
    'ended' in fact && (fact.ended ? 'now' : 'at the end'),
    'amount' in fact && (fact.amount === null ? 'all' : `${fact.amount}`),
  ];
  const parts = [short(fact.at), fact.fact, ...names, ...others.map((id) => `other:${id}`), ...details];
  return parts
    .filter(Boolean)
    .join(' ')
    .replaceAll(/[0-9a-f-]{24}0{8}/g, '#');
}

function itemText({ mapped, quantity, price, currency }: SoldItem): string {
  return `${quantity}×${mapped.join('|')}${price === null ? '' : ` (${price} ${currency})`}`;
}

/** Within the year of the samples, without milliseconds that are none. */
function short(date: Date): string {
  return date.toISOString().slice('2026-'.length, -1).replace('.000', '');
}
