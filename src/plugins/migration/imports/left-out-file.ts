import type { StreamableFile } from '@nestjs/common';
import { csvFile, mapPages } from '../../../core/common';
import { ImportRowDto } from './dto/import-row.dto';
import type { ImportRow } from './import-row.entity';

const FIELDS = ['kind', 'number', 'reason', 'label', 'values'];

/** Rows that were left out, as CSV. */
export function leftOutFile(pages: AsyncIterable<ImportRow[]>): StreamableFile {
  return csvFile(
    'left-out.csv',
    FIELDS,
    mapPages(pages, (row) => {
      const { values, ...rest } = ImportRowDto.from(row);
      return { ...rest, values: JSON.stringify(values) };
    }),
  );
}
