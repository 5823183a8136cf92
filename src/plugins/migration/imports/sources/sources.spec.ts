import fc from 'fast-check';
import { apiResources } from './api-pages';
import { CRYPTLEX_LICENSES, cryptlexRow } from './cryptlex';
import { comparable, isCsvField } from './csv-fields';
import { durationIn } from './durations';
import { NumberTable } from './number-table';
import { phpValue } from './php-values';
import { postgresRows } from './postgres-dump';
import { cases } from '../../../../../test/testkit/sample';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) {
    rows.push(...page);
  }
  return rows;
}

const anyText = fc.string({ unit: 'grapheme' });
const sizes = fc.integer({ min: 1, max: 50 });

it('reads any text that PostgreSQL escapes, in pieces of any size', async () => {
  const escapes: Record<string, string> = {
    '\\': '\\\\',
    '\t': '\\t',
    '\n': '\\n',
    '\r': '\\r',
    '\b': '\\b',
    '\f': '\\f',
    '\v': '\\v',
  };
  const cell = (value: string | null): string =>
    value === null ? '\\N' : value.replace(/[\\\t\n\r\b\f\v]/g, (one) => escapes[one] ?? one);
  const values = fc.array(fc.tuple(fc.option(anyText), anyText), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(values, sizes, async (rows, size) => {
      const lines = rows.map(([x, y]) => `${cell(x)}\t${cell(y)}\n`).join('');
      const dump = Buffer.from(`SET a = 1;\nCOPY public."a" (x, "y") FROM stdin;\n${lines}\\.\n\nSELECT 1;\n`);
      const found = await all(
        postgresRows(
          inPieces(dump, size),
          () => true,
          () => undefined,
        ),
      );
      expect(found).toEqual(rows.map(([x, y]) => ({ table: 'a', values: { x, y } })));
    }),
    cases(),
  );
});

/** An address that looks like the beginning of a page. */
const SELF = '{"';

it('reads any page of an API, in pieces of any size', async () => {
  const pages = fc.array(fc.array(fc.dictionary(anyText, fc.jsonValue())), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(pages, sizes, fc.constantFrom('', '\n', ' \r\n'), async (contents, size, gap) => {
      const resources = contents.map((page, number) =>
        page.map((attributes, index) => ({
          type: 't',
          id: `${number} ${index}`,
          attributes,
          relationships: {},
          page: SELF,
        })),
      );
      const text = resources.map((data) => `${JSON.stringify({ links: { self: SELF }, data })}${gap}`).join('');
      const found = await all(apiResources(inPieces(Buffer.from(text), size)));
      expect(JSON.stringify(found)).toBe(JSON.stringify(resources.flat()));
    }),
    cases(20),
  );
});

describe('a value of PHP', () => {
  it('is read with lengths in bytes', () => {
    const text = 'a:3:{i:1;a:2:{s:4:"name";s:5:"Büro";s:5:"limit";i:-5;}s:1:"x";d:1.5;i:3;a:2:{i:0;b:1;i:1;N;}}';
    expect(phpValue(text)).toEqual(
      new Map<string, unknown>([
        [
          '1',
          new Map<string, unknown>([
            ['name', 'Büro'],
            ['limit', -5],
          ]),
        ],
        ['x', 1.5],
        [
          '3',
          new Map<string, unknown>([
            ['0', true],
            ['1', null],
          ]),
        ],
      ]),
    );
  });

  it.each(['', 'a:1:{', 's:9:"x";', 'O:8:"stdClass":0:{}', 'a:99999999999:{}', 's:-1:"";', 'i:1', 'a:1:{a:0:{}i:1;}'])(
    '%j is not read',
    (text) => {
      expect(phpValue(text)).toBeUndefined();
    },
  );

  it('that is nested deeply is not read', () => {
    expect(phpValue(`${'a:1:{i:0;'.repeat(10_000)}N;${'}'.repeat(10_000)}`)).toBeUndefined();
  });
});

describe('numbers by id', () => {
  it('are found again, cut to 32 bits', () => {
    const table = new NumberTable();
    const numbers: [number, number][] = [
      [0, 1],
      [4_095, 2],
      [4_096, 0],
      [9_999_999, -3],
      [7, 2 ** 40],
      [8, -(2 ** 40)],
    ];
    numbers.forEach(([id, value]) => table.set(id, value));
    table.set(-1, 5);
    table.set(Number.NaN, 5);
    expect(numbers.map(([id]) => table.get(id))).toEqual([1, 2, 0, -3, 2 ** 31 - 1, -(2 ** 31) + 1]);
    expect([1, -1, Number.NaN, 123_456_789].map((id) => table.get(id))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are refused if their ids are too far apart', () => {
    const table = new NumberTable(3);
    const pages = [0, 1, 1_000_000];
    pages.forEach((page) => table.set(page * 4_096, 1));
    expect(() => table.set(2 * 4_096, 1)).toThrow('too_many_rows');
    pages.forEach((page) => table.set(page * 4_096 + 4_095, 2));
    expect(pages.map((page) => table.get(page * 4_096 + 4_095))).toEqual([2, 2, 2]);
  });
});

describe('a row of Cryptlex', () => {
  const rowOf = (attributes: Record<string, string>) => {
    const given = new Map(Object.entries(attributes).map(([name, text]) => [CRYPTLEX_LICENSES[name] ?? name, [text]]));
    const { values, notes } = cryptlexRow(given);
    return [Object.fromEntries([...values].filter(([meaning]) => isCsvField(meaning))), notes];
  };

  it.each([
    ['3', { allowedActivations: '3' }, { seats: ['3'] }, []],
    ['any for 0', { allowedActivations: '0' }, { seats: ['unlimited'] }, []],
    ['any for -1', { allowedActivations: '-1', type: 'Hosted-Floating' }, { seats: ['unlimited'] }, ['floating_seats']],
    [
      'the programs of a floating server',
      { type: 'on-premise-floating', allowedActivations: '1', allowedFloatingClients: '9' },
      { seats: ['9'] },
      ['floating_seats'],
    ],
    ['those of a node-locked license', { allowedActivations: '2', allowedFloatingClients: '9' }, { seats: ['2'] }, []],
  ])('has as seats %s', (_name, attributes, values, notes) => {
    const type = 'type' in attributes ? { type: [attributes.type] } : {};
    expect(rowOf(attributes)).toEqual([{ ...values, ...type }, notes]);
  });

  it.each([
    ['seconds, rounded up', { validity: '86401' }, { duration: ['2d'] }],
    ['no end for 0 seconds', { validity: '0' }, {}],
    ['an interval', { validity: '0', subscriptionInterval: 'P1M' }, { duration: ['P1M'] }],
    [
      'a date before an interval',
      { expiresAt: '2031-02-03', subscriptionInterval: 'P1M' },
      { expires_at: ['2031-02-03'] },
    ],
    ['an interval before “null”', { expiresAt: 'null', subscriptionInterval: 'P1M' }, { duration: ['P1M'] }],
    ['unreadable seconds as they are', { validity: '1e9' }, { duration: ['1e9'] }],
  ])('has as its term %s', (_name, attributes, values) => {
    expect(rowOf(attributes)).toEqual([values, []]);
  });

  it('reads lists and metadata as JSON, and keeps another text', () => {
    const lists = { allowedIpAddresses: '["203.0.113.7","::1"]', tags: '[]', allowedCountries: '["DE"]' };
    const metadata = '[{"key":"order","value":7},{"key":null},null,{"key":"note","value":null}]';
    expect(rowOf({ ...lists, metadata })).toEqual([
      { allowed_ips: ['203.0.113.7, ::1'], 'metadata.order': ['7'], 'metadata.note': [''] },
      ['restriction_dropped'],
    ]);
    expect(rowOf({ metadata: 'order=7' })).toEqual([{ 'metadata.metadata': ['order=7'] }, []]);
    expect(rowOf({ metadata: '{"order":7}' })).toEqual([{ 'metadata.metadata': ['{"order":7}'] }, []]);
  });

  it('says what it loses', () => {
    expect(rowOf({ expirationStrategy: 'rolling', validity: '86400' })[1]).toEqual(['rolling_term']);
    expect(rowOf({ userLocked: 'True', disallowedCountries: '[]', requireAuthentication: 'False' })[1]).toEqual([
      'restriction_dropped',
    ]);
    expect(rowOf({ userLocked: 'false', requireAuthentication: '0' })[1]).toEqual([]);
  });

  it('has no two attributes with one heading', () => {
    const headings = Object.keys(CRYPTLEX_LICENSES).map(comparable);
    expect(headings).toHaveLength(new Set(headings).size);
  });
});

it.each([
  ['30', 30, false],
  ['2w', 14, false],
  ['6 m', 180, true],
  ['1Y', 365, true],
  ['P30D', 30, false],
  ['P2W', 14, false],
  ['P1Y2M3D', 428, true],
  ['P1DT1H', 2, true],
  ['PT36H', 1, true],
])('reads %s as %i days', (text, days, isRounded) => {
  expect(durationIn(text)).toEqual({ days, isRounded });
});

it.each(['', 'P', 'PT', 'P1', 'P1H', 'a while', '-1d', '1.5', 'P1YT', 'P-1D', '1234567'])(
  'reads %j as no duration',
  (text) => {
    expect(durationIn(text)).toBeUndefined();
  },
);
