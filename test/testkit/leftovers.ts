interface Stoppable {
  stop(): Promise<void>;
}

/** Resources that the current spec file has started and not stopped yet, oldest first. */
export const running = new Set<Stoppable>();

/** Stops them after each spec file, newest first, so that a failed file does not affect the next. */
export async function stopLeftovers(): Promise<void> {
  const leftovers = [...running].reverse();
  running.clear();
  for (const one of leftovers) {
    await one.stop();
  }
}
