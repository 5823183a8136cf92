import fc from 'fast-check';

import { compareVersions, versionParts } from './version-order';
import { cases } from '../../../../test/testkit/sample';

const version = fc.oneof(
  fc.array(fc.nat(3), { maxLength: 20 }).map((parts) => `v${parts.join('.')}`),
  fc.string(),
  fc.stringMatching(/^\d{14,18}\.\d{1,3}$/),
);

describe('versionParts', () => {
  it.each<[string, number[]]>([
    ['v1.2.0', [1, 2]],
    ['1.0', [1]],
    ['1.0.0', [1]],
    ['1.0.1', [1, 0, 1]],
    ['Version 3, build 007', [3, 7]],
    ['2.0.0 beta 4', [2, 0, 0, 4]],
    ['1.2.0+5', [1, 2, 0, 5]],
    ['2026-03-04', [2026, 3, 4]],
    ['0.0', []],
    ['latest', []],
    ['', []],
    ['9007199254740993.1', [Number.MAX_SAFE_INTEGER, 1]],
    ['9'.repeat(400), [Number.MAX_SAFE_INTEGER]],
  ])('reads %p as %p', (text, parts) => {
    expect(versionParts(text)).toEqual(parts);
  });

  it('uses only the first 16 parts', () => {
    expect(versionParts('1.'.repeat(1000))).toEqual(Array.from({ length: 16 }, () => 1));
  });
});

const PRE_RELEASES = [
  ...['1.1.9', '1.2.0-1', '1.2.0-1.5', '1.2.0-2', '1.2.0-10', '1.2.0--', '1.2.0-0a', '1.2.0-RC', '1.2.0-alpha'],
  ...['1.2.0-alpha.1', '1.2.0-alpha.beta', '1.2.0-beta', '1.2.0-beta.2', '1.2.0-beta.10', '1.2.0-betas.1'],
  ...['1.2.0-rc.1', '1.2.0-rc.1.0', '1.2.0-unstable', '1.2.0-unstable.1', '1.2.0-unstable0', '1.2.0', '1.2.0.1'],
  ...['1.2.1-alpha', '1.2.1', '2.0.0-alpha', '2.0.0'],
];

describe('the order of pre-releases', () => {
  it('is that of SemVer 2', () => {
    for (const [index, older] of PRE_RELEASES.entries()) {
      for (const newer of PRE_RELEASES.slice(index + 1)) {
        expect([older, newer, Math.sign(compareVersions(older, newer))]).toEqual([older, newer, -1]);
      }
    }
  });

  it.each([
    ['1.2-beta.1', '1.2.0-beta.1'],
    ['v1.2.0-beta.1', '1.2.0-beta.1'],
    ['1.2.0-beta.1+build.7', '1.2.0-beta.1+build.8'],
    ['1.0.0.0-rc1', '1-rc1'],
  ])('is the same for %s and %s', (one, other) => {
    expect(compareVersions(one, other)).toBe(0);
  });

  it.each(['2026-03-04', '2026.03.04-1', '1.2.0-', '1.2.0-beta_1', '1.2.0-beta..1', '1.2.0beta'])(
    'does not apply to %s, which is ordered by its numbers',
    (text) => {
      expect(compareVersions(text, (text.match(/\d+/g) ?? []).join('.'))).toBe(0);
    },
  );

  const identifier = fc.oneof(
    fc.nat(30).map(String),
    fc.stringMatching(/^[0-9A-Za-z-]{0,17}[A-Za-z-][0-9A-Za-z-]{0,2}$/),
    fc.constantFrom('a', 'abcdefgh', 'abcdefghi', 'abcdefg'),
  );
  const semantic = fc.record({
    release: fc.tuple(fc.nat(2), fc.nat(2), fc.integer({ min: 1, max: 3 })),
    identifiers: fc.array(identifier, { maxLength: 4 }),
  });
  const textOf = ({ release, identifiers }: Semantic): string =>
    [release.join('.'), ...(identifiers.length > 0 ? [identifiers.join('.')] : [])].join('-');

  it('is that of SemVer 2 for any versions', () => {
    fc.assert(
      fc.property(semantic, semantic, (a, b) => {
        expect(Math.sign(compareVersions(textOf(a), textOf(b)))).toBe(Math.sign(precedence(a, b)));
      }),
      cases(200),
    );
  });

  it('needs at most 80 numbers, which JavaScript can represent', () => {
    fc.assert(
      fc.property(version, fc.array(identifier, { minLength: 1 }), (core, identifiers) => {
        const parts = versionParts(`${core}-${identifiers.join('.')}`);
        expect(parts.length).toBeLessThanOrEqual(81);
        expect(parts.every(Number.isSafeInteger)).toBe(true);
      }),
      cases(),
    );
  });
});

interface Semantic {
  release: readonly number[];
  identifiers: readonly string[];
}

/** Section 11 of SemVer 2. */
function precedence(a: Semantic, b: Semantic): number {
  const release = a.release
    .map((number, index) => number - (b.release[index] ?? 0))
    .find((difference) => difference !== 0);
  if (release !== undefined) {
    return release;
  }
  if (a.identifiers.length === 0 || b.identifiers.length === 0) {
    return b.identifiers.length - a.identifiers.length;
  }
  const pairs = a.identifiers
    .slice(0, b.identifiers.length)
    .map((one, index) => [one, b.identifiers[index] ?? ''] as const);
  const difference = pairs.map(([one, other]) => compareIdentifiers(one, other)).find((found) => found !== 0);
  return difference ?? a.identifiers.length - b.identifiers.length;
}

function compareIdentifiers(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOtherNumber) {
    return Number(one) - Number(other);
  }
  if (isNumber !== isOtherNumber) {
    return isNumber ? -1 : 1;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

describe('compareVersions', () => {
  it('orders 1.10 after 1.9, and treats 1.0 as equal to v1', () => {
    expect(compareVersions('1.10', '1.9')).toBeGreaterThan(0);
    expect(compareVersions('1.9', '1.10')).toBeLessThan(0);
    expect(compareVersions('1.0', 'v1')).toBe(0);
    expect(compareVersions('1.0.1', '1')).toBeGreaterThan(0);
  });

  it('is reflexive, antisymmetric and transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        fc.pre(compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0);
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
      cases(),
    );
  });

  it('treats versions as equal only if their parts are', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const sameParts = versionParts(a).join() === versionParts(b).join();
        expect(compareVersions(a, b) === 0).toBe(sameParts);
      }),
      cases(),
    );
  });
});
