import { logDestination } from '../../src/core/common/logging/logger';
import { running } from './leftovers';

/** What servers log until the end of the spec file, instead of to standard error. */
export function captureLog(): { text: string } {
  const log = { text: '' };
  const destination = logDestination();
  const { write } = destination;
  destination.write = (text): boolean => {
    log.text += text;
    return true;
  };
  running.add({
    stop: () => {
      destination.write = write;
      return Promise.resolve();
    },
  });
  return log;
}
