import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { type Options, stringify } from 'csv-stringify/sync';

/** The name of a property, with the text of the header if it is another. */
type CsvColumn = string | { readonly key: string; readonly header: string };

/** A CSV download with a header row. Pages are read only as fast as the client receives them. */
export function csvFile(name: string, columns: readonly CsvColumn[], pages: AsyncIterable<object[]>): StreamableFile {
  return new StreamableFile(Readable.from(textOf(columns, pages), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

/** A small CSV text with a header row. */
export function csvText(columns: readonly string[], rows: readonly object[]): string {
  return stringify([...rows], { columns: [...columns], header: true, escape_formulas: true });
}

async function* textOf(columns: readonly CsvColumn[], pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  const options: Options = {
    columns,
    // Spreadsheets would evaluate values that begin like a formula.
    escape_formulas: true,
    cast: { boolean: String, date: (moment) => moment.toISOString() },
  };
  yield stringify([], { ...options, header: true });
  for await (const page of pages) {
    yield stringify(page, options);
  }
}
