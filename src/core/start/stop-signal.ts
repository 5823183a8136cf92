import { isStartedByNpm } from '../platform/config/started-by-npm';

const PARENT_CHECK_MS = 500;

/**
 * Resolves at the first SIGTERM or SIGINT. Import it first: otherwise, a signal during startup kills the process or, in a
 * container, is lost. A second Ctrl-C exits immediately. npm sends a signal to the shell that it has started, which ends without
 * passing it on: the end of the parent counts as one.
 */
export const stopSignal = new Promise<undefined>((resolve) => {
  const stop = (): void => {
    process.once('SIGINT', () => process.exit(130));
    resolve(undefined);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (isStartedByNpm) {
    whenParentEnds(stop);
  }
});

function whenParentEnds(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      stop();
    }
  }, PARENT_CHECK_MS);
  timer.unref();
}
