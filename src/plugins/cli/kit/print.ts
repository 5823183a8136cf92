export interface PrintOptions {
  readonly json: boolean;
}

type Value = Readonly<Record<string, unknown>>;

/** Prints one thing: its fields, one a line, without those that are empty. */
export function printRecord(value: object, { json }: PrintOptions): void {
  const entries = Object.entries(value).filter(([, each]) => !isEmpty(each));
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  const lines = entries.map(([name, each]) => `${name.padEnd(width)}  ${textOf(each)}`);
  write(json ? JSON.stringify(value) : lines.join('\n'));
}

/** Prints a page of a list: a line for each item, in columns. */
export function printList(
  page: { items: object[]; next: string | null },
  columns: string[],
  { json }: PrintOptions,
): void {
  if (json) {
    write(JSON.stringify(page));
    return;
  }
  const rows = [columns, ...page.items.map((item) => columns.map((column) => textOf((item as Value)[column])))];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  write(
    rows
      .map((row) =>
        row
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n'),
  );
  if (page.next !== null) {
    process.stderr.write(`More: --after ${page.next}\n`);
  }
}

function write(text: string): void {
  process.stdout.write(text === '' ? '' : `${text}\n`);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function textOf(value: unknown): string {
  if (isEmpty(value)) {
    return '';
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
