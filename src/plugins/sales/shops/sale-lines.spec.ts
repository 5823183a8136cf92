import { type ItemSnapshot, saleLinesOf } from './sale-lines';
import type { SoldItem } from './shop-adapter';

const item = (mapped: string, more: Partial<SoldItem> = {}): SoldItem => ({
  mapped: mapped.split('|'),
  quantity: 1,
  externalId: null,
  price: 100,
  currency: 'EUR',
  ...more,
});
const day = (days: number): Date => new Date(Date.UTC(2026, 8, days));
const snapshot = (days: number, ...items: SoldItem[]): ItemSnapshot => ({
  at: day(days),
  items,
  ended: false,
  periodEnd: day(30),
});
/** `basic:2 of 5`, with a minus if the item was removed. */
const linesOf = (...snapshots: ItemSnapshot[]): string[] =>
  saleLinesOf(snapshots, ({ mapped }) => mapped[0] !== 'fee').map(
    ({ item: { mapped, quantity }, peak, removed }) => `${removed ? '-' : ''}${mapped[0]}:${quantity} of ${peak}`,
  );

it('replaces an item that has the same id, price or product, otherwise the one that is missing', () => {
  expect(linesOf(snapshot(1, item('a', { externalId: '1' })), snapshot(2, item('b', { externalId: '1' })))).toEqual([
    'b:1 of 1',
  ]);
  const two = snapshot(1, item('basic|editor'), item('font'));
  expect(linesOf(two, snapshot(2, item('font'), item('pro|editor')))).toEqual(['pro:1 of 1', 'font:1 of 1']);
  expect(linesOf(two, snapshot(2, item('font'), item('other')))).toEqual(['other:1 of 1', 'font:1 of 1']);
});

it('adds and removes items, and takes them back', () => {
  const [one, both] = [snapshot(1, item('a')), snapshot(2, item('a'), item('b', { quantity: 3 }))];
  expect(linesOf(one, both)).toEqual(['a:1 of 1', 'b:3 of 3']);
  expect(linesOf(one, both, snapshot(3, item('a')))).toEqual(['a:1 of 1', '-b:3 of 3']);
  expect(linesOf(one, both, snapshot(3, item('a')), snapshot(4, item('a'), item('b')))).toEqual([
    ...['a:1 of 1', 'b:1 of 3'],
  ]);
  expect(linesOf(one, both, snapshot(3, item('a')), snapshot(4, item('a'), item('c')))).toEqual([
    ...['a:1 of 1', '-b:3 of 3', 'c:1 of 1'],
  ]);
  const [, removed] = saleLinesOf([one, both, { ...snapshot(3, item('a')), ended: true }], () => true);
  expect(removed?.removed).toEqual({ at: day(3), ended: true, periodEnd: day(30) });
});

it('takes a quantity of none for a removal, and leaves out what gives no licenses', () => {
  const sold = snapshot(1, item('a'), item('b'), item('fee'));
  expect(linesOf(sold, snapshot(2, item('a'), item('b', { quantity: 0 })))).toEqual(['a:1 of 1', '-b:1 of 1']);
});

it('keeps what was sold once beside a subscription', () => {
  const order = snapshot(1, item('plan', { recurs: false }), item('book', { recurs: false }));
  const began = snapshot(2, item('plan'));
  expect(linesOf(order, began, snapshot(3, item('other')))).toEqual(['other:1 of 1', 'book:1 of 1']);
  expect(linesOf(order, began, snapshot(3))).toEqual(['-plan:1 of 1', 'book:1 of 1']);
});
