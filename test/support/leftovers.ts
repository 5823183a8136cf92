interface Stoppable {
  stop(): Promise<void>;
}

/** What the current spec file has started and not stopped yet, oldest first. */
export const running = new Set<Stoppable>();

/** Called after each spec file, so that one that failed halfway leaves nothing to the next. Newest first. */
export async function stopLeftovers(): Promise<void> {
  const leftovers = [...running].reverse();
  running.clear();
  for (const one of leftovers) {
    await one.stop();
  }
}
