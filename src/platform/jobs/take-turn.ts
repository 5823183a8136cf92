/** After this time, other jobs have their turn. */
const TURN_MS = 5_000;

/** Repeats a step of a job for one turn, while it returns that there is more to do. Returns whether there is more. */
export async function takeTurn(step: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + TURN_MS;
  let hasMore = true;
  while (hasMore && performance.now() < end) {
    hasMore = await step();
  }
  return hasMore;
}
