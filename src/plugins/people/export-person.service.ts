import { csvHeadText, csvRowsText, type ZipEntry } from '../../core/common';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EventPayloadsService } from '../../core/events';
import { UnitOfWork } from '../../core/platform';
import { AddressSpellings } from './address-spellings';
import { EraseRowsService } from './erase-rows.service';
import { KeptText } from './kept-text';
import { type FoundRow, namingRows, ownedRows, type RowKey } from './person-statements';
import type { PersonTable } from './person-tables';

const PAGE = 100;

/** Columns with recorded values of other rows, by table. */
const RECORDED: Readonly<Record<string, readonly string[]>> = { audit_entries: ['before', 'after'], events: ['data'] };

type Values = FoundRow['values'];

/** Rows of a table that belong to a person. */
export interface HeldRows {
  readonly table: string;
  readonly rows: number;
}

/** Finds all data of a person. */
@Injectable()
export class ExportPersonService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: EraseRowsService,
    private readonly payloads: EventPayloadsService,
  ) {}

  /** Counts the rows that belong to the person with an address. */
  async count(address: string): Promise<HeldRows[]> {
    const { addresses } = new AddressSpellings(address);
    const held: HeldRows[] = [];
    for (const { name } of this.rows.tables.owned) {
      const [{ rows }] = await this.manager.query<[{ rows: number }]>(
        `SELECT count(*)::integer AS rows FROM "${name}" WHERE ${this.rows.tables.conditionOf(name)}`,
        [addresses],
      );
      held.push({ table: name, rows });
    }
    return held.filter(({ rows }) => rows > 0).sort((one, other) => (one.table < other.table ? -1 : 1));
  }

  /**
   * The files of an export: the rows of each table as JSON and as CSV, those that belong to the person and those that name the address.
   * Each is to be read before the next one, because the CSV is written while the JSON is read.
   */
  async *entries(address: string): AsyncGenerator<ZipEntry> {
    const spellings = new AddressSpellings(address);
    for (const table of this.rows.tables.all) {
      const pages = this.filledPages(table, spellings);
      const first = await pages.next();
      if (!first.done) {
        const csv = new KeptText();
        yield { name: `${table.name}.json`, bytes: jsonOf(withCsv(csv, table.shown, first.value, pages)) };
        yield { name: `${table.name}.csv`, bytes: csv.read() };
      }
    }
  }

  private get manager(): EntityManager {
    return this.work.manager;
  }

  private async *filledPages(table: PersonTable, spellings: AddressSpellings): AsyncGenerator<Values[], undefined> {
    for await (const page of this.pages(table, spellings)) {
      if (page.length > 0) {
        yield await this.withApiNames(table, page);
      }
    }
  }

  /** Recorded values have the names and the references of events. */
  private async withApiNames({ name }: PersonTable, rows: Values[]): Promise<Values[]> {
    const cells = rows.flatMap((row, index) =>
      (RECORDED[name] ?? []).flatMap((column) => {
        const data = row[column];
        return typeof data === 'object' && data !== null ? [{ index, column, data, ...targetOf(row) }] : [];
      }),
    );
    const shown = await this.payloads.values(cells);
    const named = rows.map((row) => ({ ...row }));
    cells.forEach(({ index, column }, cell) => Object.assign(named[index] ?? {}, { [column]: shown[cell] }));
    return named;
  }

  private async *pages(table: PersonTable, spellings: AddressSpellings): AsyncGenerator<Values[]> {
    const condition = this.rows.tables.conditionOf(table.name);
    if (condition !== null) {
      yield* this.ownedPages(table, condition, spellings);
    }
    if (table.texts.length > 0) {
      yield* this.namingPages(table, condition, spellings);
    }
  }

  private async *ownedPages(
    table: PersonTable,
    condition: string,
    { addresses }: AddressSpellings,
  ): AsyncGenerator<Values[]> {
    let after: RowKey | null = null;
    do {
      const options = { after, columns: table.shown, limit: PAGE, locks: false };
      const page: FoundRow[] = await ownedRows(this.manager, table, condition, addresses, options);
      yield page.map(({ values }) => values);
      after = page.length === PAGE ? (page.at(-1)?.key ?? null) : null;
    } while (after);
  }

  private async *namingPages(
    table: PersonTable,
    condition: string | null,
    spellings: AddressSpellings,
  ): AsyncGenerator<Values[]> {
    let after: RowKey | null = null;
    do {
      const options = { after, columns: table.shown, limit: PAGE, locks: false, unless: condition ?? 'false' };
      const page: { rows: FoundRow[]; next: RowKey | null } = await namingRows(this.manager, table, spellings, options);
      yield page.rows.filter(({ values }) => spellings.isIn(values)).map(({ values }) => values);
      after = page.next;
    } while (after);
  }
}

function targetOf({ target_type, target_id }: Values): { targetType: string; targetId: string } {
  return { targetType: String(target_type), targetId: String(target_id) };
}

async function* jsonOf(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const rows of pages) {
    for (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ',\n';
    }
  }
  yield '\n]\n';
}

/** The pages, each written to the CSV, too. */
async function* withCsv(
  csv: KeptText,
  columns: readonly string[],
  first: object[],
  others: AsyncIterable<object[]>,
): AsyncGenerator<object[]> {
  await csv.write(csvHeadText(columns) + csvRowsText(columns, first));
  yield first;
  for await (const rows of others) {
    await csv.write(csvRowsText(columns, rows));
    yield rows;
  }
}
