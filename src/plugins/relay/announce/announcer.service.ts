import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../../core/platform';
import { ANNOUNCES } from '../relay-mode';
import { RelayPoolService } from '../relay-pool.service';
import { announce } from './announcer';

/** Lets programs find the relay by themselves, with `--announce`. */
@Injectable()
export class AnnouncerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Relay');
  private end: (() => void) | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly pool: RelayPoolService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!ANNOUNCES) {
      return;
    }
    const relay = () =>
      this.pool.isOpen ? { name: this.pool.current.claims.relay.name, port: this.settings.PORT } : undefined;
    try {
      this.end = await announce(relay);
    } catch (error) {
      this.logger.warn(`The relay is not announced: ${error instanceof Error ? error.message : ''}`);
    }
  }

  beforeApplicationShutdown(): void {
    this.end?.();
  }
}
