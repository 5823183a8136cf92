import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sampleOf } from '../../../../test/testkit/sample';
import { BackupFile } from './backup-file';
import { BackupError, type BackupHeader, type BackupSource } from './backup-source';
import { RowDigest } from './row-digest';
import { writeBackup } from './write-backup';

const HEADER: BackupHeader = {
  format: 'keyward-backup',
  format_version: 1,
  release: '1.2.3',
  created_at: '2026-11-22T00:00:00.000Z',
  postgres: '18.4',
  migrations: [],
  partitions: [],
  needs: [],
};
const GZIP_HEADER = 10;

/** Rows as they come: in pieces that end anywhere. */
const TABLES: Record<string, string[]> = {
  empty: [],
  users: ['1\tAda\t\\N\n2\tGr', 'ace\t\\\\.\n3\t\\', '\\\t.\n'],
  // Longer than what is read at once, and not compressible: each byte of the file matters.
  long: [manyDigits('one'), manyDigits('two'), '\n'],
  nothing: [],
};

function manyDigits(seed: string): string {
  return createHash('shake256', { outputLength: 40_000 }).update(seed).digest('hex');
}

const source: BackupSource = {
  header: HEADER,
  async *tables() {
    for (const [table, pieces] of Object.entries(TABLES)) {
      yield { table, columns: ['id', 'name'], rows: bytesOf(pieces) };
    }
    await Promise.resolve();
  },
  sequences: () => Promise.resolve({ users_id_seq: 3, other_seq: null }),
  confirm: () => Promise.resolve(),
};

async function* bytesOf(pieces: string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    yield await Promise.resolve(Buffer.from(piece));
  }
}

let folder: string;
let path: string;
let whole: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward backup '));
  path = join(folder, 'whole.backup');
  await writeBackup(source, path);
  whole = readFileSync(path);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Places all over the file, from one byte on. */
const placesFrom = (first: number, purpose: string): number[] => {
  const step = Math.ceil((whole.length - first) / 300);
  const places = Array.from({ length: Math.ceil((whole.length - first) / step) }, (_, index) => first + index * step);
  return sampleOf(places, 20, purpose);
};

/** The sentence of the error; undefined for a good file. */
async function problemIn(bytes: Buffer): Promise<string | undefined> {
  const changed = join(folder, 'changed.backup');
  writeFileSync(changed, bytes);
  try {
    await BackupFile.open(changed, (file) => file.verify());
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(BackupError);
    return (error as Error).message;
  }
}

it('gives back all rows and sequences, and is readable by its owner only', async () => {
  const read: Record<string, string> = {};
  await BackupFile.open(path, async (file) => {
    expect(file.header).toEqual(HEADER);
    for await (const { table, columns, rows } of file.tables()) {
      expect(columns).toEqual(['id', 'name']);
      const pieces: Buffer[] = [];
      for await (const piece of rows) {
        pieces.push(Buffer.from(piece));
      }
      read[table] = Buffer.concat(pieces).toString();
    }
    expect(await file.sequences()).toEqual({ users_id_seq: 3, other_seq: null });
    await file.confirm();
  });
  expect(read).toEqual(Object.fromEntries(Object.entries(TABLES).map(([table, rows]) => [table, rows.join('')])));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await BackupFile.open(path, (file) => file.verify())).toEqual({ tables: 4, rows: 4 });
});

it('is found incomplete wherever it ends', async () => {
  for (const end of placesFrom(0, 'ends')) {
    expect([end, await problemIn(whole.subarray(0, end))]).toEqual([
      end,
      expect.stringMatching(/is not complete|is not a backup/),
    ]);
  }
  expect(await problemIn(whole.subarray(0, -1))).toMatch(/not complete: it ends in its end/);
});

it('is found damaged wherever a byte differs, and where one follows', async () => {
  for (const at of placesFrom(GZIP_HEADER, 'changes')) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    expect([at, await problemIn(bytes)]).toEqual([at, expect.any(String)]);
  }
  expect(await problemIn(Buffer.concat([whole, Buffer.from('x')]))).toMatch(/in its end/);
});

it.each([
  ['a row', '2\tGrace', '2\tGrape', /damaged in the table users: its 3 rows differ from the 3 that were written/],
  ['the number of rows', '{"rows":3', '{"rows":4', /damaged in the table users: its 3 rows differ from the 4/],
  ['the header', '"1.2.3"', '"1.2.4"', /damaged in its end: it differs from what was written/],
  ['a sequence', '"users_id_seq":3', '"users_id_seq":2', /damaged in its end: it differs from what was written/],
  ['the name of a table', '{"table":"users"', '{"table":"losers"', /damaged in its end/],
  ['the format', '"keyward-backup"', '"other"', /is not a backup of Keyward/],
  [
    'its version',
    '"format_version":1',
    '"format_version":2',
    /was made by Keyward 1\.2\.3: use that release or a later/,
  ],
])('is found damaged where %s was changed on purpose', async (_what, before, after, sentence) => {
  const text = gunzipSync(whole).toString();
  expect(text).toContain(before);
  expect(await problemIn(gzipSync(text.replace(before, after)))).toMatch(sentence);
});

it.each([
  ['a file of other bytes', Buffer.from('{"format":"keyward-backup"}')],
  ['another compressed file', gzipSync('hello\nworld\n')],
  ['an empty file', Buffer.alloc(0)],
])('is told from %s', async (_what, bytes) => {
  expect(await problemIn(bytes)).toMatch(/is not a backup of Keyward|is not complete/);
});

it('leaves no file behind if it cannot be written to its end', async () => {
  const failing = { ...source, confirm: () => Promise.reject(new Error('lost')) };
  const never = join(folder, 'never.backup');
  await expect(writeBackup(failing, never)).rejects.toThrow('lost');
  expect(statSync(never, { throwIfNoEntry: false })).toBeUndefined();
  expect(statSync(`${never}.part`, { throwIfNoEntry: false })).toBeUndefined();
  await expect(writeBackup(source, join(folder, 'no/such/folder'))).rejects.toThrow(/cannot be written: ENOENT/);
});

it('digests rows alike in any order and in any pieces, and no others', () => {
  const digestOf = (...pieces: string[]): string => {
    const digest = new RowDigest();
    pieces.forEach((piece) => digest.update(Buffer.from(piece)));
    return digest.digest();
  };
  expect(digestOf('a\nb\n')).toBe(digestOf('b', '\na', '\n'));
  expect(digestOf('a\nb\n')).not.toBe(digestOf('ab\n\n'));
  expect(digestOf('a\na\n')).not.toBe(digestOf('a\n'));
});
