import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Clock } from './clock';

const INTERVAL_MS = 2_000;

/**
 * Writes together, every two seconds and before the database is closed, what requests have noted in memory. Notes of the last
 * seconds before a crash are lost.
 */
export abstract class PeriodicWrites implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private stopTicking = (): void => undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(protected readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    this.stopTicking = this.clock.every(INTERVAL_MS, () => this.write());
  }

  /** Runs before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopTicking();
    await this.write();
  }

  /** Writes what was noted, also for tests. One run at a time. */
  write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeAll()).catch((error: unknown) => this.logger.error(error));
    return this.writing;
  }

  protected abstract writeAll(): Promise<void>;
}
