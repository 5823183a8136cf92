import { Socket } from 'node:net';
import type { PoolClient } from 'pg';

const watches = new WeakMap<PoolClient, ConnectionWatch>();

/** Limits how long a connection may be silent while it waits for an answer, until it is released. */
export function limitSilence(client: PoolClient, timeoutMs: number): void {
  watches.get(client)?.limit(timeoutMs);
}

/** Part of the timeout that a suspect connection gets in any case. */
const LAST_CHANCE = 0.1;

/**
 * Reports a connection that is waiting for an answer and has received no data for the timeout. Without this, a connection
 * dropped by a firewall would hang for about 15 minutes.
 */
export class ConnectionWatch {
  isInUse = false;
  private readonly socket: Socket;
  /** Bytes sent when the database was last ready for the next statement. */
  private bytesAnswered: number;
  /** Timeout of a suspect connection. */
  private suspectMs: number | undefined;
  private usedAt = performance.now();
  /** When the database was last ready, or the connection was acquired. */
  private readyAt = performance.now();

  constructor(
    client: PoolClient,
    private readonly timeoutMs: number,
    onSilence: () => void,
  ) {
    const { connection } = client;
    const { stream } = connection;
    if (!(stream instanceof Socket)) {
      throw new TypeError('A connection to the database must be a socket');
    }
    watches.set(client, this);
    this.socket = stream;
    this.bytesAnswered = stream.bytesWritten;
    connection.on('readyForQuery', () => {
      this.bytesAnswered = stream.bytesWritten;
      this.readyAt = performance.now();
      if (this.suspectMs !== undefined) {
        this.setTimeout(this.suspectMs);
      }
    });
    // The socket's timeout restarts with each byte in either direction. A listener given to `setTimeout` would be called
    // only once, for a connection that is merely idle.
    stream.setTimeout(timeoutMs).on('timeout', () => {
      if (stream.bytesWritten > this.bytesAnswered) {
        onSilence();
      }
    });
  }

  get idleFor(): number {
    return performance.now() - this.usedAt;
  }

  acquire(): void {
    this.isInUse = true;
    this.readyAt = performance.now();
  }

  release(): void {
    this.isInUse = false;
    this.suspectMs = undefined;
    this.usedAt = performance.now();
    this.setTimeout(this.timeoutMs);
  }

  /** @param timeoutMs 0 for none */
  setTimeout(timeoutMs: number): void {
    this.socket.setTimeout(timeoutMs);
  }

  /** Sets a shorter timeout until the release, if there is none that is shorter. */
  limit(timeoutMs: number): void {
    if (this.suspectMs === undefined && timeoutMs < this.timeoutMs) {
      this.setTimeout(timeoutMs);
    }
  }

  /** Sets a shorter timeout once, for a connection that may be dead. Its silence until now counts. */
  suspect(timeoutMs: number): void {
    if (this.suspectMs === undefined) {
      this.suspectMs = timeoutMs;
      const silentFor = this.isInUse ? performance.now() - this.readyAt : 0;
      this.setTimeout(Math.max(timeoutMs - silentFor, timeoutMs * LAST_CHANCE));
    }
  }

  end(): void {
    this.socket.destroy(new Error('Connection terminated: the database was silent for too long'));
  }
}
