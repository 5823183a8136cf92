import { plainToInstance } from 'class-transformer';
import {
  type CsvReading,
  fieldProblem,
  readCsv,
  type RowProblem,
  validateRows,
  type ValidRow,
} from '../../core/common';
import { type ValidatedRows } from '../../core/common/internal';
import { CreateResourceDto } from './dto/resource.dto';
import type { NewResource } from './resources.service';

const COLUMNS = ['type', 'identifier'] as const;
export const RESOURCE_FORMAT = {
  columns: COLUMNS,
  required: COLUMNS,
  ignored: [...['id', 'number', 'status', 'license', 'license_key'], ...['allocated_at', 'created_at', 'updated_at']],
};

export type ResourceRow = ValidRow<NewResource>;
export type ResourceFile = ValidatedRows<NewResource>;

/** @throws VALIDATION_ERROR if the file as a whole cannot be read */
export async function readResources(csv: Buffer, reading?: CsvReading): Promise<ResourceFile> {
  const file = await validateRows(await readCsv(csv, RESOURCE_FORMAT, reading), (cells) =>
    plainToInstance(CreateResourceDto, cells),
  );
  return { ...file, problems: [...file.problems, ...repeatedIn(file.valid)] };
}

/** Equal for the same resource. */
export function keyOf({ type, identifier }: NewResource): string {
  return JSON.stringify([type, identifier]);
}

function repeatedIn(rows: readonly ResourceRow[]): RowProblem[] {
  const firstRows = new Map<string, number>();
  return rows.flatMap(({ row, input }) => {
    const first = firstRows.get(keyOf(input)) ?? row;
    firstRows.set(keyOf(input), first);
    return first === row ? [] : [{ ...fieldProblem('RESOURCE_REPEATED', { field: 'identifier', row: first }), row }];
  });
}
