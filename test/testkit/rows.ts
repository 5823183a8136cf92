/** The only row; fails if there is none, or more than one. */
export function single<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw new Error(`Expected one row, not ${rows.length}`);
  }
  return row;
}

/** The first row; fails if there is none. */
export function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) {
    throw new Error('Expected at least one row');
  }
  return row;
}
