import fc from 'fast-check';
import { saleStateOf, storedFacts } from './sale-state';
import type { SaleFact } from './shop-adapter';
import { cases } from '../../../../test/testkit/sample';

const day = (days: number): Date => new Date(Date.UTC(2026, 8, 1 + days));
const sale = { subscription: 'sub_1' };
const customer = { email: 'ada@example.com' };

/** A year of a subscription. */
const HISTORY: readonly SaleFact[] = [
  { fact: 'paid', sale: { ...sale, order: 'in_1' }, at: day(0), customer, items: [], periodEnd: day(30) },
  { fact: 'renewed', sale, at: day(30), periodEnd: day(60) },
  { fact: 'changed', sale, at: day(40), items: [] },
  { fact: 'past_due', sale, at: day(60) },
  { fact: 'past_due', sale, at: day(63) },
  { fact: 'recovered', sale, at: day(64) },
  { fact: 'past_due', sale, at: day(90) },
  { fact: 'past_due', sale, at: day(93) },
  { fact: 'cancelled', sale, at: day(94), ended: false },
  { fact: 'resumed', sale, at: day(95) },
  { fact: 'disputed', sale: { others: ['pi_1'] }, at: day(96) },
  { fact: 'refunded', sale: { others: ['pi_1'] }, at: day(97), amount: 1000 },
  { fact: 'dispute_won', sale: { others: ['pi_1'] }, at: day(98) },
  { fact: 'cancelled', sale, at: day(99), ended: false },
  { fact: 'cancelled', sale, at: day(100), ended: true },
];

it('is the same for every order of arrival, and with repetitions', () => {
  const expected = saleStateOf(HISTORY);
  expect(expected).toMatchObject({
    externalId: 'in_1',
    subscriptionId: 'sub_1',
    periodEnd: day(60),
    pastDueAt: day(90),
    disputedAt: null,
    cancelled: { at: day(99), isEnded: true },
    refunds: { refunds: [{ amount: 1000, lines: [] }], isPeriodPaidBack: false, amount: 1000 },
  });
  const arrivals = fc
    .shuffledSubarray([...HISTORY], { minLength: HISTORY.length })
    .chain((facts) => fc.array(fc.constantFrom(...HISTORY)).map((again) => [...facts, ...again]));
  fc.assert(
    fc.property(arrivals, (facts) => expect(saleStateOf(facts)).toEqual(expected)),
    cases(),
  );
});

it('is the same after facts were stored as JSON', () => {
  expect(storedFacts(JSON.parse(JSON.stringify(HISTORY)) as object[])).toEqual(HISTORY);
});
