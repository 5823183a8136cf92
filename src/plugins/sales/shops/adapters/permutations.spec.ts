import { paysBackSale, SAMPLE_SHOPS } from '../../../../../test/support/sample-shops';
import { sampleOf } from '../../../../../test/testkit/sample';
import { type SampleShop, STEPS } from '../../../../../test/testkit/sample-shop';
import { permutations } from '../../../../../test/testkit/shops';
import { referencesOf, saleStateOf } from '../sale-state';
import type { SaleFact } from '../shop-adapter';
import { adapterOf } from '../shop-adapters';

const RECEIVED_AT = new Date('2026-03-14T12:00:00Z');

/** Facts of each event, as the adapter of the shop reads them from what was stored. */
async function factsByStep(shop: SampleShop): Promise<SaleFact[][][]> {
  const read = STEPS.map((step) => Promise.all(shop.events[step].map((body) => factsOf(shop, body))));
  return Promise.all(read);
}

async function factsOf(shop: SampleShop, body: string): Promise<SaleFact[]> {
  const adapter = adapterOf(shop.kind);
  const credentials = { secrets: [shop.secret], apiKey: null };
  const request = { body: Buffer.from(body), receivedAt: RECEIVED_AT, ...shop.deliver(body, RECEIVED_AT) };
  const event = await adapter.verify(request, credentials);
  if (!event) {
    throw new Error('This is no event');
  }
  const payload = JSON.parse(JSON.stringify(event.payload)) as object;
  const meaning = await adapter.interpret({ ...event, payload }, credentials);
  return meaning.outcome === 'facts' ? [...meaning.facts] : [];
}

/** Number of sales that events make which share names. */
function salesOf(events: readonly SaleFact[][]): number {
  let sales: Set<string>[] = [];
  for (const facts of events.filter(({ length }) => length > 0)) {
    const names = new Set(referencesOf(facts));
    const same = sales.filter((sale) => [...names].some((name) => sale.has(name)));
    sales = [
      ...sales.filter((sale) => !same.includes(sale)),
      new Set([...names, ...same.flatMap((sale) => [...sale])]),
    ];
  }
  return sales.length;
}

it.each(SAMPLE_SHOPS)('$kind: a sale ends alike for every order of its steps, with each event twice', async (shop) => {
  const steps = await factsByStep(shop);
  const expected = JSON.stringify(saleStateOf(steps.flat(2)));
  const all = permutations(STEPS.map((_step, index) => index));
  expect(all).toHaveLength(720);
  const orders = sampleOf(all, 120, shop.kind);
  const ends = orders.flatMap((order) => {
    const events = order.flatMap((index) => steps[index] ?? []);
    const backwards = [...events].reverse();
    return [
      [...events, ...events],
      [...backwards, ...events],
    ].map((arrival) => JSON.stringify(saleStateOf(arrival.flat())));
  });
  expect(ends).toHaveLength(2 * orders.length);
  expect(new Set(ends)).toEqual(new Set([expected]));
  const isOfSale = paysBackSale(shop);
  expect(JSON.parse(expected)).toMatchObject({
    pastDueAt: null,
    cancelled: null,
    refunds: { refunds: isOfSale ? [{ amount: null, lines: [] }] : [], isPeriodPaidBack: !isOfSale },
  });
});

it.each(SAMPLE_SHOPS)('$kind: events share names, so that they are about one sale', async (shop) => {
  const steps = await factsByStep(shop);
  expect(salesOf(steps.flat())).toBe(1);
});
