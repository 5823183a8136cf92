import { ownAddresses } from '../common/plugins/plugins';
import { rootLogger } from '../common/logging/logger';
import type { Settings } from '../platform/config/settings';
import { missingDefaults } from '../platform/database/missing-defaults';
import { refuseUnknownTimeZone } from '../platform/database/known-time-zone';
import { addFirstRows, type FirstSecrets } from './first-start';
import { type PrepareOptions, prepareDatabase } from './prepare-database';
import { refuseOtherDatabase } from './refuse-other-database';
import { StartupError } from './fatal-error';
import { toDatabaseStartupError } from './startup-error';
import { waitForDatabase } from './wait-for-database';

/** Waits for the database, migrates it and adds the rows of a new installation, whose secrets it shows. */
export async function prepareInstallation(settings: Settings, databaseUrl: string): Promise<void> {
  await waitForDatabases(settings, databaseUrl);
  await prepareReached(settings, databaseUrl);
}

/** Throws a StartupError if one cannot be reached, but the replica, or is another database. */
export async function waitForDatabases(settings: Settings, databaseUrl: string): Promise<void> {
  const { DATABASE_DIRECT_URL, DATABASE_READ_URL, DATABASE_WAIT_S: seconds, LOG_LEVEL } = settings;
  const logger = rootLogger(LOG_LEVEL);
  const log = (line: string): void => logger.warn(line);
  await waitForDatabase(databaseUrl, { setting: 'DATABASE_URL', seconds, log });
  if (DATABASE_DIRECT_URL !== undefined) {
    await waitForDatabase(DATABASE_DIRECT_URL, { setting: 'DATABASE_DIRECT_URL', seconds, log });
    await refuseOtherDatabase(databaseUrl, 'DATABASE_DIRECT_URL', DATABASE_DIRECT_URL);
    await refuseOtherDefaults(databaseUrl);
  }
  if (DATABASE_READ_URL !== undefined) {
    await refuseOtherDatabase(databaseUrl, 'DATABASE_READ_URL', DATABASE_READ_URL);
  }
}

/** Behind a pooler, what a session sets is not there for each statement. */
async function refuseOtherDefaults(databaseUrl: string): Promise<void> {
  const statements = await missingDefaults(databaseUrl);
  if (statements.length > 0) {
    throw new StartupError(
      `DATABASE_URL: sessions behind its pooler have defaults with which Keyward would read wrong values. Run: ${statements.join('; ')}; and restart the pooler.`,
    );
  }
}

/** Does the work of `prepareInstallation` on databases that can be reached. */
export function prepareReached(settings: Settings, databaseUrl: string, options?: PrepareOptions): Promise<void> {
  const now = new Date();
  return onDirectDatabase(settings, databaseUrl, (directUrl) =>
    prepareDatabase(
      directUrl,
      now,
      async (manager) => {
        await refuseUnknownTimeZone(manager, settings.TIME_ZONE, now);
        await addFirstRows(manager, settings, now, showFirstSecrets);
      },
      options,
    ),
  );
}

/** Does work where migrations run. An error names the setting of this database. */
export async function onDirectDatabase<T>(
  { DATABASE_DIRECT_URL }: Settings,
  databaseUrl: string,
  work: (directUrl: string) => Promise<T>,
): Promise<T> {
  const directUrl = DATABASE_DIRECT_URL ?? databaseUrl;
  try {
    return await work(directUrl);
  } catch (error) {
    const setting = DATABASE_DIRECT_URL === undefined ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL';
    throw toDatabaseStartupError(error, setting, directUrl);
  }
}

/** Writes to standard output, unlike the log. */
function showFirstSecrets({ adminPassword, systemKey: made }: FirstSecrets): void {
  const systemKey = ownAddresses() ? undefined : made;
  if (adminPassword === undefined && systemKey === undefined) {
    return;
  }
  const lines = [
    '',
    'This is the first start. The following is shown once and kept nowhere:',
    ...(adminPassword === undefined ? [] : [`  admin password  ${adminPassword}   (user name: admin)`]),
    ...(systemKey === undefined ? [] : [`  system API key  ${systemKey}`]),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
