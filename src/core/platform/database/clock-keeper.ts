import { performance } from 'node:perf_hooks';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { Settings } from '../config/settings';
import { DatabaseClock } from './database-clock';

const INTERVAL_MS = 10_000;
/** Readings differ by as much without a reason. */
const LEAST_MS = 5;

/**
 * Keeps the time of this node to that of a database which other nodes share: what a node with a wrong clock writes, such as the end of a
 * session, holds for all of them. The embedded database has the clock of its machine.
 */
@Injectable()
export class ClockKeeper implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(ClockKeeper.name);
  private stop = (): void => undefined;

  constructor(
    private readonly settings: Settings,
    private readonly database: DatabaseClock,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.settings.DATABASE_URL !== undefined) {
      await this.keep();
      this.stop = this.clock.every(INTERVAL_MS, () => this.keep().catch((error: unknown) => this.logger.debug(error)));
    }
  }

  beforeApplicationShutdown(): void {
    this.stop();
  }

  private async keep(): Promise<void> {
    const before = performance.now();
    const { time } = await this.database.read();
    const halfTrip = (performance.now() - before) / 2;
    this.clock.keepTo(new Date(time.getTime() + halfTrip), halfTrip + LEAST_MS);
  }
}
