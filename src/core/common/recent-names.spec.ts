import { RecentNames } from './recent-names';

const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `name ${from + index}`);

it('knows what was noted and not deleted', () => {
  const names = new RecentNames(100);
  expect([names.note('a'), names.note('b'), names.note('a')]).toEqual([false, false, true]);
  names.delete('b');
  expect(['a', 'b', 'c'].map((name) => names.has(name))).toEqual([true, false, false]);
  expect(names.note('b')).toBe(false);
});

it('forgets what was noted longest ago, and hardly anything that is noted again and again', () => {
  const names = new RecentNames(1_000);
  const regular = numbered(100);
  numbered(20_000, 1_000).forEach((name, index) => {
    names.note(name);
    names.note(regular[index % 100] ?? '');
  });
  const knownOf = (list: readonly string[]) => list.filter((name) => names.has(name)).length;
  // More than four names in one set: their hashes differ from run to run.
  expect(knownOf(regular)).toBeGreaterThan(90);
  expect(knownOf(numbered(10_000, 1_000))).toBe(0);
  expect(knownOf(numbered(500, 20_500))).toBeGreaterThan(300);
});

it('keeps what was asked for longer than what was not', () => {
  const names = new RecentNames(4);
  ['a', 'b', 'c', 'd'].forEach((name) => names.note(name));
  names.has('a');
  names.note('e');
  expect(['a', 'b', 'c', 'd', 'e'].filter((name) => names.has(name))).toEqual(['a', 'c', 'd', 'e']);
});

it('has one place at least', () => {
  const names = new RecentNames(0);
  names.note('a');
  expect(names.has('a')).toBe(true);
});
