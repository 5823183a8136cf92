import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { type Options, stringify } from 'csv-stringify/sync';

export const CSV_TYPE = 'text/csv; charset=utf-8';

/** The name of a property, with the text of the header if it is another. */
type CsvColumn = string | { readonly key: string; readonly header: string };

/** A CSV download with a header row. Pages are read only as fast as the client receives them. */
export function csvFile(name: string, columns: readonly CsvColumn[], pages: AsyncIterable<object[]>): StreamableFile {
  return new StreamableFile(Readable.from(textOf(columns, pages), { objectMode: false }), {
    type: CSV_TYPE,
    disposition: `attachment; filename="${name}"`,
  });
}

/** The header row of a CSV text. */
export function csvHeadText(columns: readonly CsvColumn[]): string {
  return stringify([], { ...optionsFor(columns), header: true });
}

/** Rows of a CSV text, without its header. */
export function csvRowsText(columns: readonly CsvColumn[], rows: object[]): string {
  return stringify(rows, optionsFor(columns));
}

async function* textOf(columns: readonly CsvColumn[], pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  yield csvHeadText(columns);
  for await (const page of pages) {
    yield csvRowsText(columns, page);
  }
}

function optionsFor(columns: readonly CsvColumn[]): Options {
  return {
    columns,
    // Spreadsheets would evaluate values that begin like a formula.
    escape_formulas: true,
    cast: { boolean: String, date: (moment) => moment.toISOString() },
  };
}
