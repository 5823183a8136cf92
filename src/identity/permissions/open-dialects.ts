import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../platform/config/settings';

/** Tells operators at every start what they have opened to everybody. */
@Injectable()
export class OpenDialects implements OnApplicationBootstrap {
  private readonly logger = new Logger('OpenDialects');

  constructor(private readonly settings: Settings) {}

  onApplicationBootstrap(): void {
    for (const dialect of this.settings.OPEN_DIALECTS) {
      this.logger.warn(
        `OPEN_DIALECTS opens ${dialect}: everybody who reaches this server sees what its contract calls public`,
      );
    }
  }
}
