import { RecentlyUsed } from './recently-used';

function filled(names: readonly string[], limit: number): RecentlyUsed<string> {
  const values = new RecentlyUsed<string>(limit);
  names.forEach((name) => values.set(name, `value of ${name}`));
  return values;
}

const knownOf = (values: RecentlyUsed<string>, names: readonly string[]) => names.filter((name) => values.has(name));

it('keeps at its limit what was read, and removes what was not', () => {
  const values = filled(['a', 'b', 'c'], 3);
  expect([values.get('a'), values.get('c')]).toEqual(['value of a', 'value of c']);
  values.set('d', 'new');
  expect(knownOf(values, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
});

it('removes one although all were read', () => {
  const values = filled(['a', 'b'], 2);
  ['a', 'b'].forEach((name) => values.get(name));
  values.set('c', 'new');
  expect(knownOf(values, ['a', 'b', 'c'])).toEqual(['b', 'c']);
});

it('replaces a value in its place', () => {
  const values = filled(['a', 'b'], 2);
  values.set('a', 'other');
  expect([values.get('a'), values.get('b')]).toEqual(['other', 'value of b']);
});

it('never has more than its limit, whatever is added, read, deleted and cleared', () => {
  const values = new RecentlyUsed<number>(5);
  const known = new Map<string, number>();
  for (let step = 0; step < 500; step++) {
    const name = `name ${(step * 7919) % 13}`;
    if (step % 3 === 0) {
      values.delete(name);
      known.delete(name);
    } else if (step % 97 === 0) {
      values.clear();
      known.clear();
    } else {
      values.set(name, step);
      known.set(name, step);
    }
    const found = Array.from(known.keys()).filter((one) => values.has(one));
    expect(found.length).toBeLessThanOrEqual(5);
    expect(values.isFull).toBe(found.length === 5);
    found.forEach((one) => expect(values.get(one)).toBe(known.get(one)));
  }
});
