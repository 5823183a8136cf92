import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checksumOf, LargeFile } from '../support/large-file';
import { growthOf } from '../support/memory';
import { Program } from './program';

let base: string;

// A minute at most on a machine that has nothing else to do.
jest.setTimeout(180_000);

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward large '));
  // The account that PostgreSQL runs under must be able to reach its folder.
  chmodSync(base, 0o711);
  // Builds where the build is stale, so that no test below has to wait for that.
  await Program.launch({ PORT: 'none' }).ended;
});

afterEach(() => Program.endAll());

afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

// What a process has is told by Linux alone in a way that needs no tools.
(process.platform === 'linux' ? it : it.skip)(
  'takes 500 MB and gives them back with hardly any memory of its own',
  async () => {
    const program = await Program.start({ DATA_DIR: join(base, 'data') });
    const headers = await program.logIn(program.adminPassword ?? '');
    const created = async (path: string, body: object): Promise<string> =>
      `${path}/${(await program.call('POST', path, body, headers)).body.id}`;
    const product = await created('/api/v1/products', { reference: 'large', name: 'Large' });
    const version = await created(`${product}/versions`, { reference: 'large-1', version: '1.0.0' });
    const url = `${program.url}${version}/files/main`;

    const there = async (file: LargeFile): Promise<void> => {
      expect(await file.upload('PUT', url, headers, 'file')).toMatchObject({ status: 200 });
    };
    const andBack = async (file: LargeFile): Promise<void> => {
      expect(await checksumOf('GET', url, headers)).toEqual({ status: 200, size: file.size, sha256: file.sha256 });
    };
    // So that what is compiled and pooled on first use is there before anything is measured.
    const small = new LargeFile(1);
    await there(small);
    await andBack(small);

    const large = new LargeFile(500);
    expect(await growthOf(program.pid, () => there(large))).toBeLessThan(64);
    expect(await growthOf(program.pid, () => andBack(large))).toBeLessThan(64);
  },
);
