/** Calls `run` once after a delay in milliseconds, unless the returned function is called before. */
export type SetTimer = (run: () => void, delay: number) => () => void;

/** Does not keep the program running. */
export const setUnrefTimer: SetTimer = (run, delay) => {
  const timer: unknown = setTimeout(run, delay);
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') {
    timer.unref();
  }
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
};
