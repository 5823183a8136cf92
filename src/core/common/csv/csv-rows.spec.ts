import type { CsvReading } from './csv-reading';
import { csvRecords } from './csv-records';
import { MAX_CSV_ROWS, readCsv } from './csv-rows';

const FORMAT = { columns: ['name', 'first_mail', 'notes'], required: ['name'], ignored: ['created_at'] } as const;
const file = (text: string | Buffer, reading?: CsvReading) => readCsv(Buffer.from(text), FORMAT, reading);
const read = async (text: string | Buffer, reading?: CsvReading) => (await file(text, reading)).rows;
const row = (number: number, name: string, first_mail = '', notes = '') => ({
  row: number,
  cells: { name, first_mail, notes },
  isTooLong: false,
});

it('finds columns by their names, in any order and letter case', async () => {
  expect(await read('NOTES, First mail ,Name\nn,m,a')).toEqual([row(2, 'a', 'm', 'n')]);
});

it.each([
  ['commas', 'name,notes\na,b'],
  ['semicolons', 'name;notes\na;b'],
  ['tabs', 'name\tnotes\na\tb'],
  ['line ends of Windows', 'name,notes\r\na,b\r\n'],
  ['a byte order mark', '\ufeffname,notes\na,b\n'],
  ['the line of Excel that names the delimiter', 'sep=;\r\nname;notes\r\na;b'],
  ['this line with a mark and another delimiter', '\ufeff"sep=|"\nname|notes\na|b'],
  ['white space around the cells', 'name,notes\n a , b '],
])('reads %s', async (_, text) => {
  expect(await read(text)).toEqual([row(2, 'a', '', 'b')]);
});

it('numbers rows as a spreadsheet does, empty rows and line breaks within cells included', async () => {
  expect(await read('name,notes\n\n"a\nb",c\nd')).toEqual([row(3, 'a\nb', '', 'c'), row(4, 'd')]);
});

it('removes the apostrophe that protects a formula, and no other', async () => {
  expect(await read(`name,notes\n'=1,'tis`)).toEqual([row(2, '=1', '', `'tis`)]);
});

it('marks rows with more cells than the header, and skips columns without effect', async () => {
  expect(await read('created_at,name\n2027,a\n2028,b,\n2029,c,d')).toEqual([
    row(2, 'a'),
    row(3, 'b'),
    { ...row(4, 'c'), isTooLong: true },
  ]);
});

it.each([
  ['', 'The header lacks the column name'],
  ['notes\na', 'The header lacks the column name'],
  ['name,colour\na,red', 'The column “colour” is unknown. The columns are name, first_mail, notes'],
  ['name,constructor\na,b', 'The column “constructor” is unknown. The columns are name, first_mail, notes'],
  ['name,name\na,b', 'The header has the column name twice'],
  [`name\n${'a\n'.repeat(MAX_CSV_ROWS + 1)}`, `A file may have at most ${MAX_CSV_ROWS} rows`],
  ['name\n"half', /^The file is not valid CSV: /],
  [Buffer.from('name\nM\xfcller', 'latin1'), /^The file is not UTF-8 text: /],
])('refuses %j', async (text, message) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'VALIDATION_ERROR' });
  await expect(read(text)).rejects.toThrow(message);
});

it.each([
  ['windows-1252', Buffer.from('name;notes\nM\xfcller;\x80', 'latin1')],
  ['gbk', Buffer.from([...Buffer.from('name;notes\nM'), 0xa8, 0xb9, ...Buffer.from('ller;'), 0x80])],
  [undefined, Buffer.from('\ufeffname;notes\nMüller;€', 'utf16le')],
  [undefined, Buffer.from('\ufeffname;notes\nMüller;€', 'utf16le').swap16()],
])('reads the character set %s', async (charset, bytes) => {
  expect(await read(bytes, { charset })).toEqual([row(2, 'Müller', '', '€')]);
});

it('refuses a character set that is unknown', async () => {
  await expect(read('name\na', { charset: 'klingon' })).rejects.toMatchObject({ rule: 'CSV_CHARSET_UNKNOWN' });
});

it.each([
  ['Customers of 2026\n\nname,notes\na,b', undefined, 4],
  ['Customers of 2026,,\nname,notes\na,b', undefined, 3],
  ['Customers,of 2026\nname,notes\na,b', 2, 3],
  ['Customers, of 2026\nname;notes\na;b', 2, 3],
  ['name\na', undefined, 2],
])('finds the headings of %j', async (text, headerLine, first) => {
  expect(await read(text, { headerLine })).toEqual([row(first, 'a', '', text.includes('notes') ? 'b' : '')]);
});

it('counts the values of columns that it leaves', async () => {
  const text = 'created_at,name,other\n2027,a,x\n,b,y\n2028,c,';
  const named = ['', 'name', ''] as const;
  expect((await file('created_at,name\n2027,a\n,b')).left.columns).toEqual([{ column: 'created_at', values: 1 }]);
  expect((await readCsv(Buffer.from(text), { ...FORMAT, named })).left).toEqual({
    columns: [
      { column: 'created_at', values: 2 },
      { column: 'other', values: 2 },
    ],
    values: 0,
  });
});

describe('a value that a spreadsheet has changed', () => {
  const text = ['name,notes', '"=""007""",1.23E+15', `"'=""8""",#NAME?`].join('\n');

  it('is marked unless the file says what becomes of it; one that an export has protected is not', async () => {
    expect(await read(text)).toEqual([
      { ...row(2, '="007"', '', '1.23E+15'), damaged: ['name', 'notes'] },
      { ...row(3, '="8"', '', '#NAME?'), damaged: ['notes'] },
    ]);
  });

  it('is repaired: guards are removed, and what is lost is left out and counted', async () => {
    const { rows, left } = await file(text, { damaged: 'repair' });
    expect([rows, left.values]).toEqual([[row(2, '007'), row(3, '="8"')], 2]);
  });

  it('is kept', async () => {
    const rows = [row(2, '="007"', '', '1.23E+15'), row(3, '="8"', '', '#NAME?')];
    expect(await read(text, { damaged: 'keep' })).toEqual(rows);
  });
});

describe('a file that is read piece by piece', () => {
  async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) {
      yield await Promise.resolve(bytes.subarray(at, at + size));
    }
  }

  const recordsOf = async (bytes: Buffer, size: number, maxRows = 10) => {
    const records: [number, ...string[]][] = [];
    for await (const { row, cells } of csvRecords(piecesOf(bytes, size), maxRows)) {
      records.push([row, ...cells]);
    }
    return records;
  };

  it.each([3, 16, 64_000])('is read without the line of Excel, in pieces of %d bytes', async (size) => {
    const csv = Buffer.from('\ufeffsep=\t\r\nKey\tName, first\r\n1\ta\r\n');
    expect(await recordsOf(csv, size)).toEqual([
      [1, 'Key', 'Name, first'],
      [2, '1', 'a'],
    ]);
  });

  it.each([16, 17, 18, 19, 64_000])('has the same records in pieces of %d bytes', async (size) => {
    const csv = Buffer.from('\ufeffKunde;Größe;x\n"ein;\r\n""Wort""";日本;\n;;\n\'=1+1;ß');
    expect(await recordsOf(csv, size)).toEqual([
      [1, 'Kunde', 'Größe', 'x'],
      [2, 'ein;\r\n"Wort"', '日本', ''],
      [4, '=1+1', 'ß'],
    ]);
  });

  it('is read no further than its first rows are wanted', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read += 1;
        yield await Promise.resolve(Buffer.from('a,b\n'));
      }
    }
    for await (const { row } of csvRecords(endless(), 1_000)) {
      if (row === 5) {
        break;
      }
    }
    expect(read).toBeLessThan(10);
  });

  it.each([
    ['CSV_NOT_UTF8', Buffer.from('a\nGr\xfc\xdfe', 'latin1'), 10],
    ['CSV_INVALID', Buffer.from('a\n1\n"open'), 10],
    ['CSV_INVALID', Buffer.from(`a\n"${'x'.repeat(1_100_000)}"\n`), 10],
    ['CSV_TOO_MANY_ROWS', Buffer.from('a\n1\n2\n3\n'), 2],
  ])('is refused: %s', async (rule, csv, maxRows) => {
    await expect(recordsOf(csv, 3_000, maxRows)).rejects.toMatchObject({ rule });
  });
});
