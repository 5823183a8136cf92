import { SAMPLE_SHOPS } from '../../../../test/support/sample-shops';
import { BUYER, STEPS } from '../../../../test/testkit/sample-shop';
import { withoutPersonalFields } from './personal-fields';

it.each(SAMPLE_SHOPS)('leaves no name and no address in the events of $kind', ({ events }) => {
  const bodies = STEPS.flatMap((step) => events[step]);
  const payloads = bodies.map((body) =>
    body.startsWith('{') ? (JSON.parse(body) as object) : Object.fromEntries(new URLSearchParams(body)),
  );
  const before = JSON.stringify(payloads);
  expect([before.includes(BUYER.email), before.includes('Lovelace')]).toEqual([true, true]);
  const after = JSON.stringify(payloads.map(withoutPersonalFields));
  expect(after).not.toMatch(/ada@|Ada|Lovelace/);
});

it('keeps identifiers, products and amounts', () => {
  const event = {
    customer: 'cus_1',
    customer_email: 'ada@example.com',
    customer_details: { id: 'x', email: 'ada@example.com', address: { city: 'London', line1: '12 St James’s Square' } },
    lines: [{ price: { id: 'price_1', product: { name: 'Editor' } }, amount: 4900 }],
    data: { id: 'ctm_1', name: 'Ada Lovelace', email: 'ada@example.com' },
  };
  expect(withoutPersonalFields(event)).toEqual({
    customer: 'cus_1',
    customer_email: null,
    customer_details: { id: 'x', email: null, address: { city: null, line1: null } },
    lines: [{ price: { id: 'price_1', product: { name: 'Editor' } }, amount: 4900 }],
    data: { id: 'ctm_1', name: null, email: null },
  });
});
