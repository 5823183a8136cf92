import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Client } from 'pg';
import { Clock } from '../../common/clock';
import { closeClient } from './close-client';
import { DatabaseClient } from './database-client';
import { DirectDatabase } from './direct-database';
import { UnitOfWork } from './unit-of-work';

const CHANNEL = 'keyward_changes';
/** Milliseconds for a connection and for an answer, and the pause before another attempt. */
export const LISTENING_LIMITS = { connect: 5_000, answer: 3_000, pause: 1_000 };
/** A connection that was dropped silently is noticed within the interval and the time for an answer. */
const PROBE_INTERVAL_MS = 4_000;

/** First number of the locks by which nodes show that they live; the second one is the hash of a name. */
export const PRESENCE = 1_263_559_025;

const SHOW = `SELECT pg_advisory_unlock_all(), pg_advisory_lock_shared(${PRESENCE}, hashtext($1))`;

/** Data that nodes cache. */
export type Cached = 'api_keys' | 'settings' | 'signing_keys';

/**
 * Notifies every node of changes, by NOTIFY, on a connection of its own. Messages are lost while it is not connected:
 * when it is again, everything counts as changed. Until then, caches must expire by themselves. The connection also shows other nodes
 * that this one lives.
 */
@Injectable()
export class NotificationsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Notifications');
  private readonly listeners: { readonly subject: Cached; readonly drop: () => void }[] = [];
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private isLossLogged = false;
  private client: DatabaseClient | undefined;
  private shownName: string | undefined;

  constructor(
    private readonly database: DirectDatabase,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the first attempt to listen has succeeded or failed. */
  async onApplicationBootstrap(): Promise<void> {
    await new Promise<void>((attempted) => {
      this.running = this.keepListening(attempted);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Calls the listener after each change, on whichever node, and after each reconnection. It must not throw. */
  onChange(subject: Cached, drop: () => void): void {
    this.listeners.push({ subject, drop });
  }

  /** Holds a lock of this name, and of no other, while the connection lasts: PRESENCE and the hash of the name in `pg_locks`. */
  async show(name: string): Promise<void> {
    this.shownName = name;
    await this.client?.query(SHOW, [name]);
  }

  /** Announces a change at the commit of its transaction: to this node at once, to the others by NOTIFY. */
  async announce(subject: Cached): Promise<void> {
    await this.work.run(async (manager) => {
      await manager.query(`SELECT pg_notify('${CHANNEL}', $1)`, [subject]);
      this.work.afterCommit(() => this.drop(subject));
    });
  }

  private async keepListening(attempted: () => void): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.listen(attempted);
      } catch (error) {
        this.logLoss(error);
      }
      attempted();
      await pause(LISTENING_LIMITS.pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Returns or throws when the connection is lost. */
  private async listen(listening: () => void): Promise<void> {
    const client = this.newClient();
    let stopProbing = (): void => undefined;
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.client = client;
      if (this.shownName !== undefined) {
        await client.query(SHOW, [this.shownName]);
      }
      stopProbing = this.clock.every(
        PROBE_INTERVAL_MS,
        serialize(() => probe(client)),
      );
      this.resume();
      listening();
      await once(client, 'end', { signal: this.stopping.signal });
    } finally {
      this.client = undefined;
      stopProbing();
      await closeClient(client);
    }
  }

  private newClient(): DatabaseClient {
    const client = new DatabaseClient({
      connectionString: this.database.url,
      application_name: 'keyward changes',
      connectionTimeoutMillis: LISTENING_LIMITS.connect,
      query_timeout: LISTENING_LIMITS.answer,
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.drop(payload));
    return client;
  }

  private resume(): void {
    if (this.isLossLogged) {
      this.isLossLogged = false;
      this.logger.log('Listening for changes of other nodes again');
    }
    this.listeners.forEach(({ drop }) => drop());
  }

  private drop(changed: string | undefined): void {
    this.listeners.filter(({ subject }) => subject === changed).forEach(({ drop }) => drop());
  }

  /** Once for each outage. */
  private logLoss(error: unknown): void {
    if (!this.isLossLogged && !this.stopping.signal.aborted) {
      this.isLossLogged = true;
      this.logger.warn(
        `Changes of other nodes take up to ten seconds, because the connection was lost: ${String(error)}`,
      );
    }
  }
}

/** Closes a connection that does not answer: this ends `listen`. */
async function probe(client: Client): Promise<void> {
  try {
    await client.query('SELECT 1');
  } catch {
    await closeClient(client);
  }
}

function serialize(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= task().finally(() => (running = undefined)));
}
