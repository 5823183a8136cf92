import { refundsIn } from './sale-refunds';
import type { SaleFact } from './shop-adapter';

const day = (days: number): Date => new Date(Date.UTC(2026, 8, days));
const sale = { subscription: 'sub_1' };
const first: SaleFact = {
  fact: 'paid',
  sale,
  payment: ['in_1', 'pi_1'],
  at: day(1),
  customer: { email: null },
  items: [{ mapped: ['a'], quantity: 1, externalId: null, price: 4900, currency: 'EUR' }],
  periodEnd: day(30),
};
const second: SaleFact = { fact: 'renewed', sale, payment: ['in_2'], at: day(30), periodEnd: day(60) };
const refund = (payment: string[] | undefined, amount: number | null, total?: number): SaleFact => ({
  fact: 'refunded',
  sale,
  at: day(40),
  amount,
  total,
  ...(payment && { payment }),
});
const whole = { amount: null, lines: [] };

it('of the only payment is one of the sale', () => {
  expect(refundsIn([first, refund(['pi_1'], null, 4900)])).toEqual({
    refunds: [whole],
    isPeriodPaidBack: false,
    amount: 4900,
  });
  expect(refundsIn([first, refund(undefined, null)])).toEqual({
    refunds: [whole],
    isPeriodPaidBack: false,
    amount: 4900,
  });
});

it('of the newest of several payments ends its period, until another one is paid', () => {
  const facts = [first, second, refund(['in_2'], null, 4900)];
  expect(refundsIn(facts)).toEqual({ refunds: [], isPeriodPaidBack: true, amount: 4900 });
  const third: SaleFact = { fact: 'renewed', sale, payment: ['in_3'], at: day(60), periodEnd: day(90) };
  expect(refundsIn([...facts, third])).toMatchObject({ refunds: [], isPeriodPaidBack: false, amount: 4900 });
});

it('of an earlier payment is an amount', () => {
  expect(refundsIn([first, second, refund(['in_1'], null, 4900)])).toMatchObject({
    refunds: [],
    isPeriodPaidBack: false,
    amount: 4900,
  });
});

it('of all payments is one of the sale', () => {
  const facts = [first, second, refund(['in_1'], null, 4900), refund(['in_2'], null, 5900)];
  expect(refundsIn(facts)).toMatchObject({ refunds: [whole], isPeriodPaidBack: false, amount: 10_800 });
});

it('of a payment within a period, such as that of an upgrade, ends nothing', () => {
  const upgrade: SaleFact = { fact: 'renewed', sale, payment: ['in_3'], at: day(45), periodEnd: day(60) };
  expect(refundsIn([first, second, upgrade, refund(['in_3'], null, 900)])).toMatchObject({
    refunds: [],
    isPeriodPaidBack: false,
    amount: 900,
  });
  expect(refundsIn([first, second, upgrade, refund(['in_2'], null, 4900)])).toMatchObject({ isPeriodPaidBack: true });
});

it('in part is one of lines of the newest payment, each sum once', () => {
  const part = refund(['in_2'], 1000);
  expect(refundsIn([first, second, part, part, refund(['in_2'], 3000)])).toEqual({
    refunds: [1000, 3000].map((amount) => ({ amount, lines: [] })),
    isPeriodPaidBack: false,
    amount: 3000,
  });
});

it('knows a payment by all its names, also those that arrive later', () => {
  const linked: SaleFact = { fact: 'linked', sale, payment: ['in_2', 'pi_2'], at: day(30) };
  const facts = [first, second, refund(['ch_2', 'pi_2'], null, 4900)];
  expect(refundsIn([...facts, linked])).toMatchObject({ isPeriodPaidBack: true, amount: 4900 });
});
