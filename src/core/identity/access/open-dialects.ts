import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../platform/config/settings';

/** Warns at every start about the APIs that need no credential. */
@Injectable()
export class OpenDialects implements OnApplicationBootstrap {
  private readonly logger = new Logger('OpenDialects');

  constructor(private readonly settings: Settings) {}

  onApplicationBootstrap(): void {
    for (const dialect of this.settings.OPEN_DIALECTS) {
      this.logger.warn(
        `OPEN_DIALECTS includes ${dialect}: the routes that its contract calls public need no credential`,
      );
    }
  }
}
