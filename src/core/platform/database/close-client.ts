import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

const CLOSE_TIMEOUT_MS = 1_000;

/** Closes a connection, without waiting for a server that does not answer. */
export async function closeClient(client: Client): Promise<void> {
  const timeout = new AbortController();
  const elapsed = pause(CLOSE_TIMEOUT_MS, undefined, { ref: false, signal: timeout.signal }).catch(() => undefined);
  await Promise.race([client.end().catch(() => undefined), elapsed]);
  timeout.abort();
  client.connection.stream.destroy();
}
