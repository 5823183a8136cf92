/** Calls `run` once after a delay in milliseconds, unless the returned function is called before. */
export type SetTimer = (run: () => void, delay: number) => () => void;

/** Does not keep the program running. */
export const setUnrefTimer: SetTimer = (run, delay) => {
  const timer = setTimeout(run, delay);
  if (isUnrefable(timer)) {
    timer.unref();
  }
  return () => clearTimeout(timer);
};

/** In browsers, a timer is a number. */
function isUnrefable(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}
