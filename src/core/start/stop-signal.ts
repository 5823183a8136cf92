/**
 * Resolves at the first SIGTERM or SIGINT. Import it first: otherwise, a signal during startup kills the process or, in a
 * container, is lost. A second Ctrl-C exits immediately.
 */
export const stopSignal = new Promise<undefined>((resolve) => {
  const stop = (): void => {
    process.once('SIGINT', () => process.exit(130));
    resolve(undefined);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
});
