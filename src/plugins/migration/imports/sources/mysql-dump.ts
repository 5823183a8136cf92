import { fileText, type TextOptions } from './file-text';
import { type DumpValue, MORE, readTuple, skipSpace, statementEnd, tupleEnd } from './mysql-values';
import { UnreadableFile } from './unreadable-file';

/** Characters of a row or of a statement without rows. */
const MAX_UNIT = 16 * 1024 ** 2;
const SHOWN = 40;

export interface DumpRow {
  readonly table: string;
  /** Values by column, as text; undefined for a column that the table lacks. */
  readonly values: Readonly<Record<string, DumpValue | undefined>>;
}

export interface DumpOptions extends Pick<TextOptions, 'charset'> {
  /** Whether the rows of a table are needed. */
  readonly isWanted: (table: string) => boolean;
  /** Called for each row of another table. */
  readonly onSkipped?: (table: string) => void;
}

/** An INSERT whose rows are being read. */
interface Insert {
  readonly table: string;
  /** Null if its rows are not wanted: then their quotes and parentheses alone are read. */
  readonly columns: readonly string[] | null;
}

/**
 * Reads the rows of an SQL dump of MySQL or MariaDB, as `mysqldump`, `mariadb-dump` and phpMyAdmin write it, in pages, one for
 * each piece of the file. At most one row is held beside the piece of the file that is being read. Of rows that are not wanted, and of
 * what stands under another DELIMITER, such as triggers, no value is read.
 * @throws UnreadableFile
 */
export async function* mysqlRows(file: AsyncIterable<Buffer>, options: DumpOptions): AsyncGenerator<DumpRow[]> {
  const dump = new DumpReader(options);
  for await (const text of fileText(file, { charset: options.charset })) {
    yield dump.add(text);
  }
  yield dump.end();
}

class DumpReader {
  private text = '';
  private at = 0;
  /** Until the text is this long, what was cut off is not read again: rereading would take quadratic time. */
  private enough = 0;
  private insert: Insert | undefined;
  /** Under another delimiter than the semicolon. */
  private isDelimited = false;
  private readonly columns = new Map<string, readonly string[]>();

  constructor(private readonly options: DumpOptions) {}

  /** Returns the rows that are complete. */
  add(text: string): DumpRow[] {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    if (this.text.length < this.enough) {
      return [];
    }
    const rows: DumpRow[] = [];
    while (this.step(rows)) {
      // Reads one row or statement.
    }
    const left = this.text.length - this.at;
    if (left > MAX_UNIT) {
      throw new UnreadableFile(
        'row_too_large',
        `A row or statement is larger than ${MAX_UNIT / 1024 ** 2} MiB${this.place()}`,
      );
    }
    this.enough = Math.min(left * 2, MAX_UNIT + 1);
    return rows;
  }

  end(): DumpRow[] {
    this.enough = 0;
    const rows = this.add('\n');
    if (this.insert || this.isDelimited || skipSpace(this.text, this.at) < this.text.length) {
      throw new UnreadableFile('file_truncated', `The file ends within a statement${this.place()}`);
    }
    return rows;
  }

  /** Returns whether there may be more to read. */
  private step(rows: DumpRow[]): boolean {
    if (this.isDelimited) {
      return this.skipDelimited();
    }
    const at = skipSpace(this.text, this.at);
    if (at === MORE || at >= this.text.length) {
      return false;
    }
    this.at = at;
    return this.insert ? this.readRow(this.insert, rows) : this.readStatement();
  }

  private readRow({ table, columns }: Insert, rows: DumpRow[]): boolean {
    const next = this.text[this.at];
    if (next === ',') {
      this.at += 1;
      return true;
    }
    if (next !== '(') {
      return this.endInsert();
    }
    if (!columns) {
      return this.skipRow(table);
    }
    const tuple = readTuple(this.text, this.at);
    if (tuple === MORE) {
      return false;
    }
    if (tuple?.values.length !== columns.length) {
      throw this.wrongFile(`a row of the table ${table} cannot be read`);
    }
    rows.push({ table, values: Object.fromEntries(columns.map((column, index) => [column, tuple.values[index]])) });
    this.at = tuple.end;
    return true;
  }

  private skipRow(table: string): boolean {
    const end = tupleEnd(this.text, this.at);
    if (end === MORE) {
      return false;
    }
    this.options.onSkipped?.(table);
    this.at = end;
    return true;
  }

  /** Up to the line that brings the semicolon back. */
  private skipDelimited(): boolean {
    SEMICOLON_AGAIN.lastIndex = this.at;
    const isFound = SEMICOLON_AGAIN.test(this.text);
    // A line that is cut off is read again.
    const lastLine = this.text.lastIndexOf('\n') + 1;
    this.at = isFound ? SEMICOLON_AGAIN.lastIndex : Math.max(this.at, Math.min(lastLine, this.text.length));
    this.isDelimited = !isFound;
    return isFound;
  }

  /** After the rows, there may be an ON DUPLICATE KEY UPDATE. */
  private endInsert(): boolean {
    const end = statementEnd(this.text, this.at);
    if (end === MORE) {
      return false;
    }
    this.at = end;
    this.insert = undefined;
    return true;
  }

  private readStatement(): boolean {
    const rest = this.text.slice(this.at, this.at + 100_000);
    if (/^DELIMITER\s/i.test(rest)) {
      return this.readDelimiter(rest);
    }
    if (/^(?:INSERT|REPLACE)\b/i.test(rest)) {
      return this.readInsert(rest);
    }
    // The beginning of a word that needs the rest of the file.
    if (rest.length < 'DELIMITER'.length + 1 && /^[a-z]+$/i.test(rest)) {
      return false;
    }
    const end = statementEnd(this.text, this.at);
    if (end === MORE) {
      return false;
    }
    this.noteColumns(this.text.slice(this.at, end));
    this.at = end;
    return true;
  }

  /** A command of the client, which ends with its line. */
  private readDelimiter(rest: string): boolean {
    const [line, delimiter] = /^DELIMITER[^\S\n]+(\S+)[^\n]*\n/i.exec(rest) ?? [];
    if (line === undefined) {
      return false;
    }
    this.at += line.length;
    this.isDelimited = delimiter !== ';';
    return true;
  }

  private readInsert(rest: string): boolean {
    const head = INSERT_HEAD.exec(rest);
    if (!head) {
      if (this.text.length - this.at < MAX_HEAD) {
        return false;
      }
      throw this.wrongFile('an INSERT has no VALUES');
    }
    const [text, name = '', list] = head;
    const table = nameOf(name);
    this.insert = { table, columns: this.options.isWanted(table) ? this.columnsOf(table, list) : null };
    this.at += text.length;
    return true;
  }

  private columnsOf(table: string, list: string | undefined): readonly string[] {
    const columns = list === undefined ? this.columns.get(table) : list.split(',').map(nameOf);
    if (!columns) {
      throw this.wrongFile(`the columns of the table ${table} are unknown: its CREATE TABLE is missing`);
    }
    return columns;
  }

  /** A full dump names the columns here only. */
  private noteColumns(statement: string): void {
    const [, name, body = ''] = CREATE_TABLE.exec(statement) ?? [];
    if (name !== undefined) {
      const columns = [...body.matchAll(COLUMN)].map(([, column = '']) => column);
      this.columns.set(nameOf(name), columns);
    }
  }

  private wrongFile(why: string): UnreadableFile {
    return new UnreadableFile('wrong_file', `This is no SQL dump of MySQL: ${why}${this.place()}`);
  }

  private place(): string {
    const near = this.text
      .slice(this.at, this.at + SHOWN)
      .replace(/\s+/g, ' ')
      .trim();
    return near === '' ? '' : `, near "${near}"`;
  }
}

const MAX_HEAD = 100_000;
const SEMICOLON_AGAIN = /^[^\S\n]*DELIMITER[^\S\n]+;[^\S\n]*\n/gim;
const NAME = '(?:`(?:[^`]|``)+`|"[^"]+"|[\\w$]+)';
const INSERT_HEAD = new RegExp(
  `^(?:INSERT|REPLACE)\\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\\s+)*(?:INTO\\s+)?((?:${NAME}\\s*\\.\\s*)?${NAME})\\s*(?:\\(([^()]*)\\)\\s*)?VALUES?\\s*(?=\\()`,
  'i',
);
const CREATE_TABLE = new RegExp(
  `^CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?((?:${NAME}\\.)?${NAME})\\s*\\(([^]*)`,
  'i',
);
/** Keys and constraints begin with a word that is not quoted. */
const COLUMN = /^\s*[`"]([^`"]+)[`"]\s/gm;

/** The last part of a name, unquoted. */
function nameOf(quoted: string): string {
  const name = quoted.trim().split('.').at(-1) ?? '';
  return name
    .trim()
    .replace(/^[`"]|[`"]$/g, '')
    .replaceAll('``', '`');
}
