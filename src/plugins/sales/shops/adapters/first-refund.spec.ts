import { SAMPLE_SHOPS } from '../../../../../test/support/sample-shops';
import { creemEvent, creemRefund } from '../../../../../test/support/sample-shops/creem';
import { dodoEvent, dodoRefund } from '../../../../../test/support/sample-shops/dodo';
import { fastSpringBody, fastSpringEvent, fastSpringReturn } from '../../../../../test/support/sample-shops/fastspring';
import { type SampleShop, TIMES } from '../../../../../test/testkit/sample-shop';
import { saleStateOf } from '../sale-state';
import type { SaleFact } from '../shop-adapter';
import { adapterOf } from '../shop-adapters';

const AT = TIMES.refunded;

/** Refunds of the first payment of the sample. */
const REFUNDS: Readonly<Record<string, string>> = {
  creem: creemEvent('refund.created', AT, creemRefund({ id: 'tran_1' })),
  dodo: dodoEvent('refund.succeeded', AT, dodoRefund({ payment_id: 'pay_1' })),
  fastspring: fastSpringBody(
    fastSpringEvent('return.created', AT, fastSpringReturn({ original: { id: 'order1', total: 11.9 } })),
  ),
};
const SHOPS = SAMPLE_SHOPS.filter(({ kind }) => kind in REFUNDS);

async function factsOf(shop: SampleShop, body: string): Promise<SaleFact[]> {
  const adapter = adapterOf(shop.kind);
  const credentials = { secrets: [shop.secret], apiKey: null };
  const request = { body: Buffer.from(body), receivedAt: new Date(AT), ...shop.deliver(body, new Date(AT)) };
  const event = await adapter.verify(request, credentials);
  const meaning = event && (await adapter.interpret(event, credentials));
  return meaning?.outcome === 'facts' ? [...meaning.facts] : [];
}

async function stateAfter(shop: SampleShop, bodies: readonly string[]) {
  const facts = await Promise.all([...bodies, REFUNDS[shop.kind] ?? ''].map((body) => factsOf(shop, body)));
  const forwards = saleStateOf(facts.flat());
  expect(saleStateOf([...facts].reverse().flat())).toEqual(forwards);
  return forwards;
}

it.each(SHOPS)('$kind: the refund of the only payment pays back the sale', async (shop) => {
  const { refunds } = await stateAfter(shop, shop.events.bought);
  expect(refunds).toMatchObject({ refunds: [{ amount: null, lines: [] }], isPeriodPaidBack: false, amount: 1190 });
});

it.each(SHOPS)('$kind: the refund of the first of two payments ends nothing', async (shop) => {
  const { refunds } = await stateAfter(shop, [...shop.events.bought, ...shop.events.renewed]);
  expect(refunds).toMatchObject({ refunds: [], isPeriodPaidBack: false });
});
