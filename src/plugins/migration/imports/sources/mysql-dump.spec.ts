import fc from 'fast-check';
import { mysqlRows } from './mysql-dump';
import { cases } from '../../../../../test/testkit/sample';

const MARIADB = `/*M!999999\\- enable the sandbox mode */
-- MariaDB dump
# a comment with 'a quote
/*!40101 SET NAMES utf8mb4 */;
DELIMITER ;;
/*!50003 CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @x = ';'; END */;;
DELIMITER ;
CREATE TABLE IF NOT EXISTS \`shop\`.\`a\` (
  \`id\` int(11) NOT NULL,
  \`te;xt\` text DEFAULT 'it''s (1)', -- (2)
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`by\` (\`te;xt\`)
) ENGINE=InnoDB;
INSERT INTO \`a\` VALUES
(1,'plain'),
(2,'it''s'),(3,'it\\'s \\"so\\"\\n\\\\'),(-4.5e3,NULL), (5 , '),(;--/*') ,(6,_binary 'raw'),(7,0x6869),(8,X'6869'),(9,"a ""b"" c"),(10,''),(11,'\\\\''\\\\');
REPLACE DELAYED INTO \`b\` (\`x\`, \`y\`) VALUES (1, '看 é 😀') ON DUPLICATE KEY UPDATE \`x\` = ';';
UNLOCK TABLES;
`;
const EXPECTED = [
  ['1', 'plain'],
  ['2', "it's"],
  ['3', 'it\'s "so"\n\\'],
  ['-4.5e3', null],
  ['5', '),(;--/*'],
  ['6', 'raw'],
  ['7', 'hi'],
  ['8', 'hi'],
  ['9', 'a "b" c'],
  ['10', ''],
  ['11', "\\'\\"],
  ['1', '看 é 😀'],
];

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

const skipped: string[] = [];
beforeEach(() => {
  skipped.length = 0;
});

async function read(text: string | Buffer, size = 1_000_000): Promise<(string | null | undefined)[][]> {
  const rows: (string | null | undefined)[][] = [];
  const isWanted = (table: string): boolean => table !== 'unwanted';
  const onSkipped = (table: string): void => void skipped.push(table);
  for await (const page of mysqlRows(inPieces(Buffer.from(text), size), { isWanted, onSkipped })) {
    rows.push(...page.map(({ values }) => Object.values(values)));
  }
  return rows;
}

it.each([1, 2, 3, 7, 64, 1_000_000])('reads a dump in pieces of %d bytes', async (size) => {
  expect(await read(MARIADB, size)).toEqual(EXPECTED);
});

it('reads UTF-16, as PowerShell writes what is redirected', async () => {
  expect(await read(Buffer.from(`\uFEFF${MARIADB}`, 'utf16le'), 5)).toEqual(EXPECTED);
});

it('reads any text that MySQL escapes', async () => {
  const text = fc.string({ unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), async (texts, size) => {
      const escaped = texts.map((one) =>
        one
          .replace(/[\\'"]/g, '\\$&')
          .replaceAll('\n', '\\n')
          .replaceAll('\0', '\\0'),
      );
      const doubled = texts.map((one) => one.replaceAll('\\', '\\\\').replaceAll("'", "''"));
      for (const values of [escaped, doubled]) {
        const dump = `INSERT INTO a (x) VALUES ${values.map((value) => `('${value}')`).join(',')};`;
        expect(await read(dump, size)).toEqual(texts.map((one) => [one]));
      }
    }),
    cases(20),
  );
});

it('passes over the rows of other tables, whatever they have', async () => {
  const other = String.raw`INSERT INTO unwanted VALUES ('a;)'),(now(), b'1', point(1,2), 'it''s \\'), (_binary '(', "x)");`;
  expect(await read(`${other}\nINSERT INTO a (x) VALUES (1);`)).toEqual([['1']]);
  expect(skipped).toEqual(['unwanted', 'unwanted', 'unwanted']);
});

const TRIGGER = `DELIMITER $$
CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN
  -- it's
  INSERT INTO log (user_id) VALUES (NEW.ID);
  INSERT INTO a (x) VALUES (NEW.x);
END
$$
delimiter ;
INSERT INTO a (x) VALUES (1);
DELIMITER //
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO INSERT INTO log SET x = 1//
DELIMITER ;
INSERT INTO a (x) VALUES (2);
`;

it.each([1, 2, 7, 64, 1_000_000])(
  'passes over what stands under another delimiter, in pieces of %d bytes',
  async (size) => {
    expect(await read(TRIGGER, size)).toEqual([['1'], ['2']]);
  },
);

it('reads bits, truth values and texts of a national character set', async () => {
  const row = "(b'1', B'101', 0b10, true, FALSE, N'x', b'0')";
  expect(await read(`INSERT INTO a (p, q, r, s, t, u, v) VALUES ${row};`)).toEqual([
    ['1', '5', '2', '1', '0', 'x', '0'],
  ]);
});

it.each([
  ['PK\x03\x04', /ZIP archive or an Excel workbook/],
  ['BZh91AY', /bzip2/],
  ['\xfd7zXZ\0', /xz/],
])('names the packing of %j', async (beginning, detail) => {
  const file = Buffer.from(`${beginning} and more`, 'latin1');
  await expect(read(file)).rejects.toMatchObject({ reason: 'wrong_file', detail: expect.stringMatching(detail) });
});

it.each([
  ['an INSERT without known columns', 'INSERT INTO a VALUES (1);', 'wrong_file'],
  ['a row without its end', "INSERT INTO a (x) VALUES (1),('b", 'file_truncated'],
  ['an expression', 'INSERT INTO a (x) VALUES (now());', 'wrong_file'],
  ['a comment without its end', '/* never', 'file_truncated'],
  ['a delimiter without its end', 'DELIMITER $$\nCREATE', 'file_truncated'],
])('refuses %s', async (_name, text, reason) => {
  await expect(read(text)).rejects.toMatchObject({ reason });
});
