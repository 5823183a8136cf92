import fc from 'fast-check';
import { apiResources } from './api-pages';
import { NumberTable } from './number-table';
import { phpValue } from './php-values';
import { postgresRows } from './postgres-dump';

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
      const found = await all(postgresRows(inPieces(dump, size), () => true));
      expect(found).toEqual(rows.map(([x, y]) => ({ table: 'a', values: { x, y } })));
    }),
  );
});

it('reads any page of an API, in pieces of any size', async () => {
  const pages = fc.array(fc.array(fc.dictionary(anyText, fc.jsonValue())), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(pages, sizes, fc.constantFrom('', '\n', ' \r\n'), async (contents, size, gap) => {
      const resources = contents.map((page, number) =>
        page.map((attributes, index) => ({ type: 't', id: `${number} ${index}`, attributes, relationships: {} })),
      );
      const text = resources.map((data) => `${JSON.stringify({ links: { self: '{"' }, data })}${gap}`).join('');
      const found = await all(apiResources(inPieces(Buffer.from(text), size)));
      expect(JSON.stringify(found)).toBe(JSON.stringify(resources.flat()));
    }),
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
    const table = new NumberTable();
    const fill = () => {
      for (let page = 0; page <= 5_000; page++) {
        table.set(page * 4_096, 1);
      }
    };
    expect(fill).toThrow('too_many_rows');
  });
});
