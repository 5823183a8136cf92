import type { Logger } from '@nestjs/common';
import { Logger as WorkerLogger } from 'graphile-worker';

/** The worker's messages in our log, without what it tells beside them: that holds payloads. */
export function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level: string, message) => {
    switch (level) {
      case 'error':
        logger.error(message);
        break;
      case 'warning':
        logger.warn(message);
        break;
      default:
        logger.debug(message);
    }
  });
}
