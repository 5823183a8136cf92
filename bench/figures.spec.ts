import { median, medianRatio, percentile, rounded, slope } from './figures';
import { quantile } from './scrape';

describe('figures', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
  ])('takes the median of %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has no median of nothing', () => {
    expect(median([])).toBeNaN();
  });

  it('leaves the values as they are', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('takes the percentile %d of 1 to 100', (share, expected) => {
    const sorted = Float32Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(sorted, share)).toBe(expected);
  });

  it('takes the percentile of a single value, and of none', () => {
    expect(percentile([5], 0.99)).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('compares rounds with each other, so that a slow round of both does not count', () => {
    expect(medianRatio([600, 60, 500], [100, 10, 100])).toBe(6);
  });

  it('estimates a quantile of a histogram', () => {
    const counts = [
      { le: 1, count: 50 },
      { le: 2, count: 98 },
      { le: Infinity, count: 100 },
    ];
    expect([0.25, 0.5, 0.74, 0.99].map((share) => quantile(counts, share))).toEqual([0.5, 1, 1.5, 2]);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('fits a line', () => {
    const line = [0, 1, 2, 3].map((x) => ({ x, y: 2 * x + 5 }));
    expect(slope(line)).toBeCloseTo(2);
    expect(slope([{ x: 1, y: 9 }])).toBe(0);
    expect(slope([])).toBe(0);
  });

  it('rounds to significant digits', () => {
    expect([rounded(12_345), rounded(0.012_345), rounded(6.789, 2)]).toEqual([12_300, 0.0123, 6.8]);
  });
});
