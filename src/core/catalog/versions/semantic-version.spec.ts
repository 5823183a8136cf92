import fc from 'fast-check';
import { cases } from '../../../../test/testkit/sample';
import { semanticVersionOf } from './semantic-version';
import { compareVersions } from './version-order';

const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-z-][\da-z-]*)(\.(0|[1-9]\d*|\d*[a-z-][\da-z-]*))*)?(\+[\da-z.-]+)?$/i;

it.each([
  ['1.2.3', '1.2.3'],
  ['1.10', '1.10.0'],
  ['7', '7.0.0'],
  ['v1.2', '1.2.0'],
  ['2.02.21', '2.2.21'],
  ['2025.715.2.0', '2025.715.2'],
  ['2026.03', '2026.3.0'],
  ['1.2.3-beta.02', '1.2.3-beta.2'],
  ['1.2-beta', '1.2.0-beta'],
  ['1.2.3+build.7', '1.2.3+build.7'],
])('reads %s as %s', (version, semantic) => {
  expect(semanticVersionOf(version)).toBe(semantic);
});

it.each(['1.2.3.4', '2026-03-04', '1.2-3', '1.0b2', 'r1024', '', '1..2', '1.2.', '99999999999999999999.0.0'])(
  'has no reading of %j',
  (version) => {
    expect(semanticVersionOf(version)).toBeNull();
  },
);

it('gives what SemVer parsers read, in the same order', () => {
  const number = fc.constantFrom('0', '1', '02', '10', '715');
  const numbers = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
  const version = fc
    .tuple(numbers, fc.constantFrom('', '-beta', '-beta.1', '-rc.02', '-7'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(version, (text) => {
      const semantic = semanticVersionOf(text);
      if (semantic !== null) {
        expect(semantic).toMatch(SEMVER);
        expect(compareVersions(semantic, text)).toBe(0);
      }
    }),
    cases(),
  );
});
