import { scaleOf } from './chart-scale';

const of = (...values: number[][]) => values.map((one) => ({ values: one }));

it.each([
  [of([5_000, 900]), 'stacked', [6000, 4000, 2000, 0]],
  [of([0, 0]), 'stacked', [3, 2, 1, 0]],
  [of([1, 0], [0, 2]), 'stacked', [3, 2, 1, 0]],
  [of([7, 0]), 'stacked', [9, 6, 3, 0]],
  [of([320, 0], [10, 40]), 'opposed', [360, 240, 120, 0, -120]],
  [of([3, 3]), 'opposed', [4, 2, 0, -2, -4]],
  [of([0, 9]), 'opposed', [3, 0, -3, -6, -9]],
  [of(), 'opposed', [3, 2, 1, 0, -1]],
] as const)('draws round lines for %j, %s', (columns, kind, lines) => {
  expect(scaleOf(columns, kind).lines).toEqual(lines);
});

it('places numbers between the lines', () => {
  const scale = scaleOf(of([320, 40]), 'opposed');
  expect([360, 0, -120].map((value) => scale.heightOf(value))).toEqual([0, 0.75, 1]);
});
