import { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/**
 * Reports a connection that is waiting for an answer and has received no data for the timeout. Without this, a connection
 * dropped by a firewall would hang for about 15 minutes.
 */
export class ConnectionWatch {
  isInUse = false;
  private readonly socket: Socket;
  /** Bytes sent when the database was last ready for the next statement. */
  private bytesAnswered: number;
  private isSuspect = false;
  private usedAt = performance.now();

  constructor(
    { connection }: PoolClient,
    private readonly timeoutMs: number,
    onSilence: () => void,
  ) {
    const { stream } = connection;
    if (!(stream instanceof Socket)) {
      throw new TypeError('A connection to the database must be a socket');
    }
    this.socket = stream;
    this.bytesAnswered = stream.bytesWritten;
    connection.on('readyForQuery', () => {
      this.bytesAnswered = stream.bytesWritten;
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
  }

  release(): void {
    this.isInUse = false;
    this.isSuspect = false;
    this.usedAt = performance.now();
    this.setTimeout(this.timeoutMs);
  }

  /** @param timeoutMs 0 for none */
  setTimeout(timeoutMs: number): void {
    this.socket.setTimeout(timeoutMs);
  }

  /** Sets a shorter timeout once, for a connection that may be dead. */
  suspect(timeoutMs: number): void {
    if (!this.isSuspect) {
      this.isSuspect = true;
      this.setTimeout(timeoutMs);
    }
  }

  end(): void {
    this.socket.destroy(new Error('Connection terminated: the database was silent for too long'));
  }
}
