import type { ColumnsByPlace } from './import-kind';

/**
 * The columns that the headings of a file seem to mean, each once.
 * @param aliases common names of the columns in people's files, in lower case, without spaces, hyphens and other signs
 */
export function guessColumns<C extends string>(
  header: readonly string[],
  columns: readonly C[],
  aliases: Readonly<Partial<Record<C, readonly string[]>>>,
): ColumnsByPlace {
  const taken = new Set<C>();
  return header.map((title) => {
    const name = normalized(title);
    const column =
      columns.find((one) => normalized(one) === name) ?? columns.find((one) => aliases[one]?.includes(name));
    if (column === undefined || taken.has(column)) {
      return '';
    }
    taken.add(column);
    return column;
  });
}

function normalized(title: string): string {
  return title.toLowerCase().replace(/[\s_:.()/-]+/g, '');
}
