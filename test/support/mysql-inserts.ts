export type Value = string | number | null;

/**
 * INSERT statements of a table as mysqldump writes them, in pieces.
 * @param columns named in each statement; null for none
 */
export function* inserts(
  table: string,
  columns: readonly string[] | null,
  rowsPerInsert: number,
  rows: Iterable<readonly Value[]>,
): Generator<string> {
  const named = columns === null ? '' : `(${columns.map((column) => `\`${column}\``).join(', ')}) `;
  const head = `INSERT INTO \`${table}\` ${named}VALUES `;
  let written = 0;
  for (const row of rows) {
    const isFirst = written % rowsPerInsert === 0;
    const start = isFirst ? `${written > 0 ? ';\n' : ''}${head}` : ',';
    yield `${start}(${row.map(literal).join(',')})`;
    written += 1;
  }
  yield written > 0 ? ';\n' : '';
}

function literal(value: Value): string {
  return typeof value === 'string'
    ? `'${value.replace(/[\\'"\n\0]/g, (one) => ({ '\n': '\\n', '\0': '\\0' })[one] ?? `\\${one}`)}'`
    : String(value ?? 'NULL');
}
