import fc from 'fast-check';

import { compareVersions, versionParts } from './version-order';

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
    ['2.0.0-beta.4', [2, 0, 0, 4]],
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
    );
  });

  it('treats versions as equal only if their parts are', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const sameParts = versionParts(a).join() === versionParts(b).join();
        expect(compareVersions(a, b) === 0).toBe(sameParts);
      }),
    );
  });
});
