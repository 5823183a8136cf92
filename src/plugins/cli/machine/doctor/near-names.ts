/** Edits by which a misspelled name may differ from a known one of this length. */
const maxDistance = (length: number): number => (length >= 8 ? 2 : length >= 6 ? 1 : 0);

/** The known name that was probably meant, if any: another case, a prefix, or a few wrong letters. */
export function nearName(name: string, known: readonly string[], prefix: string): string | undefined {
  const upper = name.toUpperCase().replaceAll('-', '_');
  const bare = upper.startsWith(prefix) ? upper.slice(prefix.length) : upper;
  return (
    known.find((each) => each === upper || each === bare) ??
    known.find((each) => Math.abs(each.length - upper.length) <= 2 && distance(upper, each) <= maxDistance(each.length))
  );
}

/** Number of letters to insert, delete or replace. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, expected] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === expected ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
