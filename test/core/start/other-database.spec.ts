import { readSettings } from '../../../src/core/platform/config/read-settings';
import { waitForDatabases } from '../../../src/core/start/prepare-installation';
import { DIALECT_ENV } from '../../../src/core/start/all-dialects';
import { StartupError } from '../../../src/core/start/fatal-error';
import { emptyDatabase, freshDatabase } from '../../testkit/database';

let url: string;
let filled: string;
let empty: string;
beforeAll(async () => {
  url = await freshDatabase('first');
  filled = await freshDatabase('second');
  empty = await emptyDatabase('third');
});

/** Reaches the databases as a start does. */
const reach = (DATABASE_URL: string, others: Record<string, string>): Promise<void> =>
  waitForDatabases(readSettings({ DATABASE_URL, ...others, LOG_LEVEL: 'silent' }, DIALECT_ENV), DATABASE_URL);

const SETTINGS = ['DATABASE_DIRECT_URL', 'DATABASE_READ_URL'];

it.each(SETTINGS)('is refused at %s, whether it has tables or not', async (setting) => {
  for (const other of [filled, empty]) {
    const refused = reach(url, { [setting]: other });
    await expect(refused).rejects.toThrow(StartupError);
    await expect(refused).rejects.toThrow(
      new RegExp(
        `^${setting} leads to another database \\(.*\\) than DATABASE_URL \\(.*\\): correct it, or remove it\\.$`,
      ),
    );
  }
});

it.each(SETTINGS)('is no other one if %s names the same by another address', async (setting) => {
  const byName = url.replace('127.0.0.1', 'localhost');
  await expect(reach(url, { [setting]: byName })).resolves.toBeUndefined();
});

it('is not known of a replica that cannot be reached, which does not keep the server from starting', async () => {
  await expect(reach(url, { DATABASE_READ_URL: 'postgres://keyward@127.0.0.1:1/keyward' })).resolves.toBeUndefined();
});
