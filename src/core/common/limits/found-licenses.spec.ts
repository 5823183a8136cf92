import { FoundLicenses } from './found-licenses';

const license = (id: string, seats: number | null = 1) => ({ id, seats });
const LONG = 'k'.repeat(65);

it('remembers what was found last, also by a long credential', () => {
  const found = new FoundLicenses(2);
  found.keep('one', license('1'));
  found.keep(LONG, license('2', null));
  found.keep('one', license('1', 5));
  expect([found.get('one'), found.get(LONG), found.get(`${LONG}k`)]).toEqual([
    license('1', 5),
    license('2', null),
    undefined,
  ]);
  found.forget(LONG);
  expect([found.get('one'), found.get(LONG)]).toEqual([license('1', 5), undefined]);
});

it('gives no place at the limit to a license that is asked for once', () => {
  const found = new FoundLicenses(2);
  ['one', 'two', 'three'].forEach((key) => found.keep(key, license(key)));
  expect(['one', 'two', 'three'].map((key) => found.get(key)?.id)).toEqual(['one', 'two', undefined]);
  found.keep('one', license('one', 7));
  expect(found.get('one')).toEqual(license('one', 7));
  found.keep('three', license('three'));
  expect(found.get('three')).toEqual(license('three'));
  expect(['one', 'two'].filter((key) => found.get(key) !== undefined)).toHaveLength(1);
});
