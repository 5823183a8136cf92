import 'reflect-metadata';
import { VERSION } from '../common/version';
import { readSettings } from '../platform/config/settings';
import { DIALECT_ENV } from './all-dialects';
import { prepareInstallation } from './prepare-installation';
import { describe, StartupError } from './startup-error';

/** Does to the database what a start of the server would do first, and ends: for a job before a rollout. */
async function main(): Promise<void> {
  const settings = readSettings(process.env, DIALECT_ENV);
  if (settings.DATABASE_URL === undefined) {
    throw new StartupError('Set DATABASE_URL: the embedded database is migrated when the server starts.');
  }
  await prepareInstallation(settings, settings.DATABASE_URL);
  process.stdout.write(`The database is ready for Keyward ${VERSION}.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
});
