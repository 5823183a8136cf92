import type { Logger } from '@nestjs/common';
import { Logger as WorkerLogger } from 'graphile-worker';

/** Forwards the worker's messages to our log, without their metadata, which contains payloads. */
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
