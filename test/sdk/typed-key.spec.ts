import fc from 'fast-check';
import { checkTypedKey as inApp } from '../../sdk/src';
import { Randomness } from '../../src/core/common/randomness';
import { generateKey, keyPatternOf } from '../../src/core/catalog/policies/key-format';
import { checkTypedKey as onServer } from '../../src/core/catalog/policies/key-typo';
import { cases } from '../testkit/sample';

const FORMAT = 'ACME-%{year}-%Z{4}%C-%Z{4}%C-%Y{4}%C';
const CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const keys = fc.constant(null).map(() => generateKey(FORMAT, new Randomness(), new Date('2027-01-01T00:00:00Z')));

/** The server and the SDK agree. */
function check(key: string, format = FORMAT) {
  const checked = inApp(key, format);
  expect(onServer(key, format)).toEqual(checked);
  return checked;
}

it('a generated key is right, however it is typed, and matches the published pattern', () => {
  fc.assert(
    fc.property(keys, (key) => {
      expect(check(key)).toEqual({ result: 'right' });
      expect(check(` ${key.toLowerCase().replaceAll('-', ' ')}`)).toEqual({ result: 'right' });
      expect(key).toMatch(new RegExp(`^${keyPatternOf(FORMAT)}$`));
    }),
    cases(),
  );
});

it('one wrong character, and two neighbours that changed places, are found with their group', () => {
  const place = fc.nat({ max: 14 });
  fc.assert(
    fc.property(keys, place, fc.constantFrom(...CHARACTERS, ...'01ILO'), (key, index, character) => {
      const at = 'ACME-2027-'.length + index + Math.floor(index / 5);
      const wrong = key.slice(0, at) + character + key.slice(at + 1);
      fc.pre(wrong !== key);
      expect(check(wrong)).toMatchObject({ result: 'mistyped', group: Math.floor(index / 5) + 1 });
      fc.pre(index % 5 < 4 && key.charAt(at) !== key.charAt(at + 1));
      const swapped = key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
      expect(check(swapped)).toMatchObject({ result: 'mistyped', group: Math.floor(index / 5) + 1 });
    }),
    cases(),
  );
});

it('two groups that changed places are found', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const [prefix, year, first, second, third] = key.split('-');
      fc.pre(first !== second);
      expect(check([prefix, year, second, first, third].join('-'))).toMatchObject({ result: 'mistyped', group: 1 });
    }),
    cases(),
  );
});

it('keys of another shape and formats without check characters are left to the server', () => {
  const [key] = fc.sample(keys, 1);
  for (const other of ['', 'Q7RD-K2LM-9XWE-4TUB', `${key}X`, key?.slice(1) ?? '', key?.replace('ACME', 'ACNE') ?? '']) {
    expect(check(other)).toEqual({ result: 'other' });
  }
  for (const format of ['uuid', 'ulid', 'random', 'signed', '%Z{4}-%Z{8}', '%%C%Z{12}']) {
    expect(check('Q7RD-K2LM-9XWE', format)).toEqual({ result: 'other' });
  }
});
