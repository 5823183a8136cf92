import fc from 'fast-check';
import { manifestOf } from './manifest';
import { cases } from '../../../../test/testkit/sample';

const DAY = '2024-01-15';
const FILE = { sha256: 'ab'.repeat(32), size: 1_048_576 };

describe('manifestOf', () => {
  it('has one field per line and no trailing line break', () => {
    expect(manifestOf({ reference: 'PROD-001' }, { version: '1.2.0', releasedAt: DAY }, FILE)).toBe(
      `lm-manifest-v1\nproduct=PROD-001\nversion=1.2.0\nsha256=${FILE.sha256}\nsize=1048576\nreleased_at=${DAY}`,
    );
  });

  it('adds the SQL file after the fields that deployed programs parse', () => {
    const version = { version: '1.2.0', releasedAt: DAY, sqlFile: { sha256: 'cd'.repeat(32) } };
    expect(manifestOf({ reference: 'PROD-001' }, version, FILE)?.split('\n').slice(4)).toEqual([
      'size=1048576',
      `sql_sha256=${'cd'.repeat(32)}`,
      'released_at=2024-01-15',
    ]);
  });

  it.each(['1\nsha256=00', '1\r\nsize=0', '1\r', '\n', '1\u2028size=0', '1\u0085', '1\v2', '1\0'])(
    'is not made of a name that ends its line: %j',
    (name) => {
      expect(manifestOf({ reference: name }, { version: '1', releasedAt: DAY }, FILE)).toBeNull();
      expect(manifestOf({ reference: 'PROD-001' }, { version: name, releasedAt: DAY }, FILE)).toBeNull();
    },
  );

  it('differs for any two updates', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('a', 'a\nversion=1', '1', '1\nversion=1'));
    fc.assert(
      fc.property(name, name, name, name, (product, version, otherProduct, otherVersion) => {
        const one = manifestOf({ reference: product }, { version, releasedAt: DAY }, FILE);
        const other = manifestOf({ reference: otherProduct }, { version: otherVersion, releasedAt: DAY }, FILE);
        const isSame = product === otherProduct && version === otherVersion;
        expect(one !== null && one === other).toBe(one !== null && isSame);
      }),
      cases(),
    );
  });
});
