import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseClient } from '../platform/database/database-client';
import { isDatabaseAway } from '../platform/database/database-error';
import { toDatabaseStartupError } from './startup-error';

const RETRY_INTERVAL_MS = 1_000;
const LOG_INTERVAL_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

interface Waiting {
  /** The setting that contains the URL. */
  readonly setting: string;
  readonly seconds: number;
  readonly log: (line: string) => void;
}

/**
 * Resolves when the database accepts a connection. Throws a StartupError if it cannot be reached for that long, and at once
 * for errors that waiting does not change, such as a wrong password.
 */
export async function waitForDatabase(url: string, { setting, seconds, log }: Waiting): Promise<void> {
  const deadline = performance.now() + seconds * 1_000;
  let loggedAt = -Infinity;
  for (;;) {
    const error = await problemOf(url);
    const left = deadline - performance.now();
    if (error === undefined) {
      return;
    }
    const failure = toDatabaseStartupError(error, setting, url);
    if (!isDatabaseAway(error) || left <= 0) {
      throw failure;
    }
    if (performance.now() - loggedAt >= LOG_INTERVAL_MS) {
      loggedAt = performance.now();
      log(`${failure.message} Trying again for ${Math.ceil(left / 1_000)} seconds.`);
    }
    await pause(Math.min(RETRY_INTERVAL_MS, left));
  }
}

/** The error of opening a connection; undefined if there is none. */
async function problemOf(url: string): Promise<unknown> {
  try {
    const client = await DatabaseClient.open({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    void client.end().catch(() => undefined);
    return undefined;
  } catch (error) {
    return error ?? new Error('The connection failed');
  }
}
