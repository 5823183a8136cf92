import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { checksumOf, LargeFile } from '../support/large-file';
import { growthOf } from '../support/memory';
import { Program } from './program';

/** Node frees what it has passed on only now and then, and keeps some of it. */
const MOST_MB = 160;

// At most a minute on an idle machine.

beforeAll(() => Program.build());

afterEach(() => Program.endAll());

// Only Linux reports the memory of a process without further tools.
(process.platform === 'linux' ? it : it.skip)(
  'takes 250 MB and gives them back with hardly any memory of its own',
  async () => {
    const program = await Program.start({ DATABASE_URL: await freshDatabase('large') });
    const headers = await program.logIn(ADMIN_PASSWORD);
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
    // Compiles and allocates everything needed on first use before measuring.
    const small = new LargeFile(1);
    await there(small);
    await andBack(small);

    const large = new LargeFile(250);
    expect(await growthOf(program.pid, () => there(large))).toBeLessThan(MOST_MB);
    expect(await growthOf(program.pid, () => andBack(large))).toBeLessThan(MOST_MB);
  },
);
