import { setImmediate, setTimeout as elapsed } from 'node:timers/promises';
import { Client } from 'pg';
import { closeClient } from './close-client';

/** Less than the time after which Patroni replaces a primary at the earliest. */
const SILENCE_LIMIT_MS = 5_000;

/** The first eight digits of a name are the timeline, which each promotion increases. */
const WAL_FILE = 'SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(pg_current_wal_lsn()) END AS name';
const TIMELINE_DIGITS = 8;

/** The timeline of a primary; or a standby, a host that refuses, or one that does not answer. */
export type HostState = number | 'standby' | 'refuses' | 'silent';

/** A connection to a host, opened again when it is lost. */
export class HostProbe {
  private client: Client | undefined;
  private asking: Promise<HostState> | undefined;

  constructor(readonly url: string) {}

  /** One question at a time. */
  ask(): Promise<HostState> {
    this.asking ??= this.askOnce().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async end(): Promise<void> {
    if (this.asking) {
      this.drop();
      await this.asking;
    }
    if (this.client) {
      await closeClient(this.client);
    }
  }

  private async askOnce(): Promise<HostState> {
    const answered = new AbortController();
    const state = await Promise.race([this.query().catch(() => 'refuses' as const), silence(answered.signal)]);
    answered.abort();
    if (state === 'refuses' || state === 'silent') {
      this.drop();
    }
    return state;
  }

  private async query(): Promise<HostState> {
    const client = this.client ?? (await this.open());
    const { rows } = await client.query<{ name: string | null }>(WAL_FILE);
    const name = rows[0]?.name ?? null;
    return name === null ? 'standby' : parseInt(name.slice(0, TIMELINE_DIGITS), 16);
  }

  private async open(): Promise<Client> {
    const client = new Client({ connectionString: this.url, application_name: 'keyward hosts', keepAlive: true });
    client.on('error', () => undefined);
    this.client = client;
    await client.connect();
    return client;
  }

  /** Without waiting for the server. */
  private drop(): void {
    this.client?.connection.stream.destroy();
    this.client = undefined;
  }
}

/** Resolves later than an answer that arrived while this process was busy. */
async function silence(signal: AbortSignal): Promise<HostState> {
  await elapsed(SILENCE_LIMIT_MS, undefined, { ref: false, signal });
  await setImmediate();
  return 'silent';
}
