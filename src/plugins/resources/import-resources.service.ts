import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Clock,
  type CsvReading,
  dryRunReport,
  fieldProblem,
  type ImportReport,
  inBatches,
  type RowProblem,
} from '../../core/common';
import { importAllOrNone, UnitOfWork } from '../../core/platform';
import { onUniqueViolation } from '../../core/platform/internal';
import { Resource } from './resource.entity';
import { refuseProductScope } from './resource.errors';
import { keyOf, readResources, type ResourceFile, type ResourceRow } from './resource-rows';

const IMPORT = 'import resources';

/** Imports resources from a CSV file, all or none. */
@Injectable()
export class ImportResourcesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws if any row is wrong.
   * @param isDryRun reports what is wrong and imports nothing
   */
  async import(csv: Buffer, isDryRun: boolean, reading?: CsvReading): Promise<ImportReport> {
    refuseProductScope('RESOURCE_IMPORT_FORBIDDEN');
    const file = await readResources(csv, reading);
    return isDryRun ? this.check(file) : this.importAll(file);
  }

  private importAll(file: ResourceFile): Promise<ImportReport> {
    const check = async () => ({ report: await this.check(file), rows: file.valid });
    return importAllOrNone(this.work, IMPORT, check, async (rows) => {
      for (const batch of inBatches(rows)) {
        await this.insert(batch);
      }
      return { imported: rows.length };
    });
  }

  private async check({ rows, valid, problems, left }: ResourceFile): Promise<ImportReport> {
    return dryRunReport(rows, [...problems, ...(await this.existing(valid))], left);
  }

  private async existing(rows: readonly ResourceRow[]): Promise<RowProblem[]> {
    const known = await this.work.manager.query<Pick<Resource, 'type' | 'identifier'>[]>(FIND_EXISTING, cellsOf(rows));
    const keys = new Set(known.map(keyOf));
    return rows
      .filter((row) => keys.has(keyOf(row.input)))
      .map(({ row }) => ({ row, ...fieldProblem('RESOURCE_TAKEN', { field: 'identifier' }) }));
  }

  private async insert(rows: readonly ResourceRow[]): Promise<void> {
    const { manager } = this.work;
    const inserted = await onUniqueViolation(
      manager.query<{ id: number }[]>(INSERT, [...cellsOf(rows), this.clock.now()]),
      'RESOURCE_TAKEN_MEANWHILE',
      { field: 'file' },
    );
    const ids = inserted.map(({ id }) => id);
    const resources = await manager.find(Resource, { where: { id: In(ids) }, order: { id: 'ASC' } });
    await this.work.record(
      resources.map((resource) =>
        this.work.changeRecord('resource.created', resource, null, this.work.snapshot(resource)),
      ),
    );
  }
}

function cellsOf(rows: readonly ResourceRow[]): [types: string[], identifiers: string[]] {
  return [rows.map(({ input }) => input.type), rows.map(({ input }) => input.identifier)];
}

const FIND_EXISTING = `
  SELECT type, identifier FROM unnest($1::varchar[], $2::varchar[]) AS given (type, identifier)
  JOIN resources USING (type, identifier)
`;

const INSERT = `
  INSERT INTO resources (type, identifier, status, created_at, updated_at)
  SELECT type, identifier, 'available', $3::timestamptz, $3
  FROM unnest($1::varchar[], $2::varchar[]) WITH ORDINALITY AS given (type, identifier, row) ORDER BY row
  RETURNING id
`;
