/** After this time, other jobs have their turn. */
export const TURN = { limitMs: 5_000 };

/** Repeats a step of a job for one turn, while it returns that there is more to do. Returns whether there is more. */
export async function takeTurn(step: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + TURN.limitMs;
  let hasMore: boolean;
  do {
    hasMore = await step();
  } while (hasMore && performance.now() < end);
  return hasMore;
}
