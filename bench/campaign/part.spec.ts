import { readOptions } from '../options';
import type { Row } from '../report';
import { sectionOf } from './page';
import { Failures, Random } from './part';

describe('the campaign', () => {
  it('repeats its random numbers by their seed, and has others for another one', () => {
    const numbers = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 1_000 }, () => random.below(10));
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
    expect(new Set(numbers(7)).size).toBe(10);
    expect(Math.max(...numbers(7))).toBe(9);
  });

  it('takes its hours, parts and seed from the command', () => {
    const options = readOptions(['campaign', '--hours', '0.5', '--parts', 'races,kills', '--seed', '12']);
    expect(options).toMatchObject({ mode: 'campaign', hours: 0.5, parts: ['races', 'kills'], seed: 12 });
    expect(readOptions(['campaign'])).toMatchObject({ hours: 1, parts: undefined });
    expect(() => readOptions(['campaign', '--hours', '0'])).toThrow('--hours must be a positive number');
  });

  it('reports a part with what failed, and what the machine could not do', () => {
    const rows: Row[] = [
      { kind: 'seats', races: 12 },
      { kind: 'users', lost: 1 },
    ];
    const part = { name: 'races', wanted: 'Never more than the limit.', minutes: 3, rows };
    expect(sectionOf({ ...part, failures: ['two had the last seat'], leftOut: ['PgBouncer'] })).toEqual([
      '## Races',
      '',
      'Never more than the limit. 3 minutes, 1 failed.',
      '',
      '| kind | races | lost |',
      '| --- | ---: | ---: |',
      '| seats | 12 |  |',
      '| users |  | 1 |',
      '',
      'Failed:',
      '',
      '- two had the last seat',
      '',
      'Not on this machine:',
      '',
      '- PgBouncer',
      '',
    ]);
    expect(sectionOf({ ...part, failures: [], leftOut: [] })).toContain(
      'Never more than the limit. 3 minutes, nothing failed.',
    );
  });

  it('keeps the first failures whole and counts the others', () => {
    const shown = jest.spyOn(console, 'error').mockImplementation();
    const failures = new Failures();
    Array.from({ length: 53 }, (_, index) => failures.add(`failure ${index}`));
    expect(failures.all).toHaveLength(51);
    expect(failures.all.at(-1)).toBe('… and 3 more');
    shown.mockRestore();
  });
});
