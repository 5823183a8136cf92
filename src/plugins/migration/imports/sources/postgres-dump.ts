import { fileText } from './file-text';
import { UnreadableFile } from './unreadable-file';

/** Characters of a row. */
const MAX_LINE = 16 * 1024 ** 2;
const SHOWN = 40;
const COPY = /^COPY (?:(?:"[^"]+"|\w+)\.)?("[^"]+"|\w+) \(([^)]*)\) FROM stdin;\s*$/;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

export interface PostgresTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface PostgresRow {
  readonly table: string;
  /** Texts by column; a column that the table lacks is undefined. */
  readonly values: Readonly<Record<string, string | null | undefined>>;
}

/**
 * Reads the rows of a plain dump of PostgreSQL, as `pg_dump` writes it, in pages, one for each piece of the file. At most one row is
 * held beside the piece.
 * @param isWanted whether the rows of a table are needed
 * @param onSkipped called at the end of another table, with the number of its rows
 * @throws UnreadableFile
 */
export async function* postgresRows(
  file: AsyncIterable<Buffer>,
  isWanted: (table: PostgresTable) => boolean,
  onSkipped: (table: PostgresTable, rows: number) => void,
  charset?: string,
): AsyncGenerator<PostgresRow[]> {
  const dump = new DumpLines(isWanted, onSkipped);
  for await (const lines of linesOf(fileText(file, { charset, isStrict: true }))) {
    yield lines.flatMap((line) => dump.row(line.replace(/\r$/, '')));
  }
  dump.end();
}

/** Complete lines of each piece. What follows the last line is joined once only. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest: string[] = [];
  let size = 0;
  for await (const piece of text) {
    const [first = '', ...lines] = piece.split('\n');
    rest.push(first);
    size += first.length;
    if (size > MAX_LINE) {
      throw new UnreadableFile('row_too_large', `A row is larger than ${MAX_LINE / 1024 ** 2} MiB`);
    }
    const last = lines.pop();
    if (last === undefined) {
      yield [];
      continue;
    }
    yield [rest.join(''), ...lines];
    rest = [last];
    size = last.length;
  }
}

class DumpLines {
  /** The table whose rows follow; undefined between tables. */
  private table: (PostgresTable & { readonly isWanted: boolean }) | undefined;
  private skipped = 0;

  constructor(
    private readonly isWanted: (table: PostgresTable) => boolean,
    private readonly onSkipped: (table: PostgresTable, rows: number) => void,
  ) {}

  row(line: string): PostgresRow[] {
    if (!this.table) {
      this.readStatement(line);
      return [];
    }
    if (line === '\\.') {
      if (!this.table.isWanted) {
        this.onSkipped(this.table, this.skipped);
      }
      this.table = undefined;
      this.skipped = 0;
      return [];
    }
    if (!this.table.isWanted) {
      this.skipped += 1;
      return [];
    }
    return [rowOf(this.table, line)];
  }

  end(): void {
    if (this.table) {
      throw new UnreadableFile('file_truncated', `The file ends within the table ${this.table.name}`);
    }
  }

  private readStatement(line: string): void {
    if (line.startsWith('PGDMP')) {
      throw new UnreadableFile('wrong_file', 'This is an archive: dump the database with pg_dump --format=plain');
    }
    if (line.startsWith('INSERT INTO ')) {
      throw new UnreadableFile('wrong_file', 'The dump has INSERT statements: dump the database without --inserts');
    }
    const [, name, columns = ''] = COPY.exec(line) ?? [];
    if (name !== undefined) {
      const table = { name: unquoted(name), columns: columns.split(',').map((column) => unquoted(column.trim())) };
      this.table = { ...table, isWanted: this.isWanted(table) };
    }
  }
}

function unquoted(name: string): string {
  return name.replace(/^"|"$/g, '');
}

function rowOf({ name, columns }: PostgresTable, line: string): PostgresRow {
  const cells = line.split('\t');
  if (cells.length !== columns.length) {
    throw new UnreadableFile('wrong_file', `A row of the table ${name} cannot be read, near "${line.slice(0, SHOWN)}"`);
  }
  return {
    table: name,
    values: Object.fromEntries(columns.map((column, index) => [column, valueOf(cells[index] ?? '')])),
  };
}

function valueOf(cell: string): string | null {
  if (!cell.includes('\\')) {
    return cell;
  }
  return cell === '\\N' ? null : cell.replace(/\\([^])/g, (_all, character: string) => ESCAPES[character] ?? character);
}
