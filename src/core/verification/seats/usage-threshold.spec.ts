import { crossedThreshold } from './usage-threshold';

it.each([
  [null, 7, 8, null],
  [10, 6, 7, null],
  [10, 7, 8, 80],
  [10, 8, 9, null],
  [10, 9, 10, 100],
  [10, 10, 11, 100],
  [10, 11, 12, 100],
  [10, 12, 12, null],
  [10, 7, 10, 100],
  [1, 0, 1, 100],
  [3, 1, 2, null],
  [3, 2, 3, 100],
  [2, 4, 5, 100],
])('of a limit of %p, from %p to %p: %p', (limit, before, used, threshold) => {
  expect(crossedThreshold('seats', limit, before, used)?.threshold ?? null).toBe(threshold);
});
