import { billingIntervalOf } from './billing-interval';

const period = (paidAt: string, end: string) => ({ paidAt: new Date(paidAt), end: new Date(end) });
const JANUARY = period('2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z');
const FEBRUARY = period('2026-02-28T11:00:00Z', '2026-03-31T10:00:00Z');

it.each([
  ['no period', [], null],
  ['a month that ends earlier than it begins', [JANUARY], 'P1M'],
  ['a renewal', [JANUARY, FEBRUARY], 'P1M'],
  ['a renewal that was paid three weeks late', [JANUARY, period('2026-03-21', '2026-03-31T10:00:00Z')], 'P1M'],
  ['a plan that changes to years', [JANUARY, period('2026-02-10', '2027-02-10')], 'P1Y'],
  ['a trial before the first month', [period('2026-01-01', '2026-01-15'), period('2026-01-15', '2026-02-15')], 'P1M'],
  ['a trial', [period('2026-01-01', '2026-01-15')], 'P2W'],
  ['a subscription that was paused', [JANUARY, period('2026-06-01', '2026-07-01')], 'P1M'],
  ['a quarter', [period('2026-01-01', '2026-04-01')], 'P3M'],
  ['days', [period('2026-01-01', '2026-01-11')], 'P10D'],
  ['an end that is past', [period('2026-01-01', '2025-12-01')], null],
])('is the length of the newest period: %s', (_title, periods, interval) => {
  expect(billingIntervalOf(periods)).toBe(interval);
  expect(billingIntervalOf([...periods, ...periods].reverse())).toBe(interval);
});
