import { InvalidInput } from '../errors/domain-error';
import { readCsv } from './csv-cells';

const FORMAT = { columns: ['name', 'first_mail', 'notes'], required: ['name'], maxRows: 3 } as const;
const read = (text: string | Buffer) => readCsv(Buffer.from(text), FORMAT);
const cells = (name: string, first_mail = '', notes = '') => ({ name, first_mail, notes });

it('finds columns by their names, in any order and letter case', () => {
  expect(read('NOTES, First mail ,Name\nn,m,a')).toEqual([{ row: 2, cells: cells('a', 'm', 'n') }]);
});

it.each([
  ['commas', 'name,notes\na,b'],
  ['semicolons', 'name;notes\na;b'],
  ['tabs', 'name\tnotes\na\tb'],
  ['line ends of Windows', 'name,notes\r\na,b\r\n'],
  ['a byte order mark', '\ufeffname,notes\na,b\n'],
  ['white space around the cells', 'name,notes\n a , b '],
])('reads %s', (_, text) => {
  expect(read(text)).toEqual([{ row: 2, cells: cells('a', '', 'b') }]);
});

it('numbers rows as a spreadsheet does, empty rows and line breaks within cells included', () => {
  expect(read('name,notes\n\n"a\nb",c\nd')).toEqual([
    { row: 3, cells: cells('a\nb', '', 'c') },
    { row: 4, cells: cells('d') },
  ]);
});

it('removes the apostrophe that protects a formula, and no other', () => {
  expect(read(`name,notes\n'=1,'tis`)).toEqual([{ row: 2, cells: cells('=1', '', `'tis`) }]);
});

it.each([
  ['', 'The header lacks the column name'],
  ['notes\na', 'The header lacks the column name'],
  ['name,colour\na,red', 'The column “colour” is unknown. The columns are name, first_mail, notes'],
  ['name,constructor\na,b', 'The column “constructor” is unknown. The columns are name, first_mail, notes'],
  ['name,name\na,b', 'The header has the column name twice'],
  ['name\na,b', 'Row 2 has more cells than the header'],
  ['name\n1\n2\n3\n4', 'A file may have at most 3 rows'],
  ['name\n"half', /^The file is not valid CSV: /],
  [Buffer.from('name\nM\xfcller', 'latin1'), 'The file is not UTF-8 text: save it as “CSV UTF-8”'],
])('refuses %j', (text, message) => {
  expect(() => read(text)).toThrow(InvalidInput);
  expect(() => read(text)).toThrow(message);
});
