import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_PASSWORD } from '../support/credentials';
import { cryptlexCsv, cryptlexLicense } from '../support/cryptlex-export';
import { freshDatabase } from '../support/database';
import { runCommand } from './command';
import { BUILD_LIMIT_MS, Program } from './program';

jest.setTimeout(120_000);

describe('the way of docs/moving/cryptlex.md', () => {
  let folder: string;
  beforeAll(() => Program.build(), BUILD_LIMIT_MS);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-cryptlex-'));
  });
  afterAll(async () => {
    await Program.endAll();
    rmSync(folder, { recursive: true });
  });

  it('leads from an empty server to a program that activates, and back', async () => {
    const program = await Program.start({ DATABASE_URL: await freshDatabase('cryptlex') });
    const { authorization } = await program.logIn(ADMIN_PASSWORD);
    const environment = { KEYWARD_URL: program.url, KEYWARD_TOKEN: authorization.replace('Bearer ', '') };
    const run = async (...args: string[]): Promise<string> => {
      const { code, output, errors } = await runCommand(['import', ...args], environment);
      expect([code, errors]).toEqual([0, expect.not.stringContaining('rror')]);
      return output;
    };
    const path = join(folder, 'licenses.csv');
    writeFileSync(path, cryptlexCsv(Array.from({ length: 60 }, (_, index) => cryptlexLicense(index + 1))));
    const { id, state, notes } = JSON.parse(await run('cryptlex', path, '--dry-run', '--json'));
    expect([state, notes]).toEqual(['ready', expect.arrayContaining([{ note: 'floating_seats', count: 12 }])]);
    expect(await run('--resume', id, '--yes')).toContain('done');

    const device = { license_key: cryptlexLicense(4).key, hardware_id: 'my-computer' };
    const activated = await program.call('POST', '/api/v1/activate', device);
    expect([activated.status, activated.body]).toMatchObject([201, { success: true }]);
    const freed = await program.call('POST', '/api/v1/deactivate', device);
    expect([freed.status, freed.body]).toMatchObject([200, { success: true }]);
    const refused = await runCommand(['import', 'undo', id], environment);
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('license')]);
  });

  it('goes back as if nothing had been imported', async () => {
    const program = await Program.start({ DATABASE_URL: await freshDatabase('cryptlex_undone') });
    const { authorization } = await program.logIn(ADMIN_PASSWORD);
    const environment = { KEYWARD_URL: program.url, KEYWARD_TOKEN: authorization.replace('Bearer ', '') };
    const path = join(folder, 'licenses.csv');
    const { output } = await runCommand(['import', 'cryptlex', path, '--yes', '--json'], environment);
    const undone = await runCommand(['import', 'undo', JSON.parse(output).id], environment);
    expect([undone.code, undone.errors]).toEqual([0, '']);
    const { body } = await program.call('GET', '/api/v1/licenses', undefined, { authorization });
    expect(body.items).toEqual([]);
  });
});
