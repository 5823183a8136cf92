import { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/**
 * Tells a connection that waits for nothing from one to which the database owes an answer, and reports the second kind when
 * no byte has come for as long as the limit says: behind a firewall that forgot it, it would wait for a quarter of an hour.
 */
export class ConnectionWatch {
  isInUse = false;
  private readonly socket: Socket;
  /** Sent when the database last said that it is ready for the next statement. */
  private bytesAnswered: number;
  private isSuspect = false;
  private usedAt = performance.now();

  constructor(
    { connection }: PoolClient,
    private readonly patience: number,
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
    // The socket counts from its last byte in either direction.
    stream.setTimeout(patience, () => {
      if (stream.bytesWritten > this.bytesAnswered) {
        onSilence();
      }
    });
  }

  get idleFor(): number {
    return performance.now() - this.usedAt;
  }

  take(): void {
    this.isInUse = true;
  }

  giveBack(): void {
    this.isInUse = false;
    this.isSuspect = false;
    this.usedAt = performance.now();
    this.allow(this.patience);
  }

  /** From now on; 0 is for ever. */
  allow(patience: number): void {
    this.socket.setTimeout(patience);
  }

  /** The same for a connection that may be dead: what comes later than that comes too late. */
  suspect(patience: number): void {
    if (!this.isSuspect) {
      this.isSuspect = true;
      this.allow(patience);
    }
  }

  end(): void {
    this.socket.destroy(new Error('Connection terminated: the database was silent for too long'));
  }
}
