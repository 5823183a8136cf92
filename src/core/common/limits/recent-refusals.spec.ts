import { RecentRefusals } from './recent-refusals';

const at = (minute: number) => new Date(minute * 60_000);

it('counts the refusals of the last hour by limit, most first', () => {
  const refusals = new RecentRefusals();
  refusals.add('a', at(0));
  [1, 1, 30].forEach((minute) => refusals.add('b', at(minute)));
  expect(refusals.list(at(59))).toEqual([
    { limit: 'b', count: 3, last: at(30) },
    { limit: 'a', count: 1, last: at(0) },
  ]);
  expect(refusals.list(at(60))).toEqual([{ limit: 'b', count: 3, last: at(30) }]);
  expect(refusals.list(at(61))).toEqual([{ limit: 'b', count: 1, last: at(30) }]);
  expect(refusals.list(at(90))).toEqual([]);
});
