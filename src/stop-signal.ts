/**
 * Settled by the first SIGTERM or SIGINT. Whoever imports this first hears a signal from the first moment on; without it,
 * one that comes during the start would kill the process or, in a container, be lost. Another Ctrl-C ends it at once.
 */
export const stopSignal = new Promise<undefined>((resolve) => {
  const stop = (): void => {
    process.once('SIGINT', () => process.exit(130));
    resolve(undefined);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
});
