import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Resource } from './resource.entity';
import { ImportRefused, refuseProductScope } from './resource.errors';
import { keyOf, problemsIn, readResources, type ResourceRow, type ResourceRowProblem } from './resource-rows';

/** A file that was read, and perhaps imported. */
export interface ResourceImport {
  readonly rows: readonly ResourceRow[];
  /** In the order of the rows. */
  readonly problems: readonly ResourceRowProblem[];
  readonly imported: boolean;
}

const IMPORT = 'resource import';

@Injectable()
export class ImportResourcesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates the resources of a CSV file, all or none. A dry run only reports the invalid cells.
   * @throws ImportRefused if a cell is invalid, unless it is a dry run
   */
  async import(file: Buffer, isDryRun: boolean): Promise<ResourceImport> {
    refuseProductScope('to import resources');
    return isDryRun ? this.check(file) : this.work.runInTurn(IMPORT, () => this.importAll(file));
  }

  private async importAll(file: Buffer): Promise<ResourceImport> {
    // One import at a time: files with the same resources would otherwise wait for each other.
    await this.work.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [IMPORT]);
    const checked = await this.check(file);
    if (checked.problems.length > 0) {
      throw new ImportRefused(checked.problems);
    }
    await this.insert(checked.rows);
    return { ...checked, imported: true };
  }

  private async check(file: Buffer): Promise<ResourceImport> {
    const rows = readResources(file);
    const problems = [...problemsIn(rows), ...(await this.existing(rows))];
    return { rows, problems: problems.sort((one, other) => one.row - other.row), imported: false };
  }

  private async existing(rows: readonly ResourceRow[]): Promise<ResourceRowProblem[]> {
    const storable = rows.filter((row) => problemsIn([row]).length === 0);
    const known = await this.work.manager.query<Pick<Resource, 'type' | 'identifier'>[]>(
      FIND_EXISTING,
      columnsOf(storable),
    );
    const keys = new Set(known.map(keyOf));
    return storable
      .filter((row) => keys.has(keyOf(row)))
      .map(({ row }) => ({
        row,
        column: 'identifier',
        message: 'A resource of this type with this identifier exists.',
      }));
  }

  private async insert(rows: readonly ResourceRow[]): Promise<void> {
    const { manager } = this.work;
    const inserted = await onUniqueViolation(
      manager.query<{ id: number }[]>(INSERT, [...columnsOf(rows), this.clock.now()]),
      'A resource of this file was created concurrently',
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

function columnsOf(rows: readonly ResourceRow[]): [types: string[], identifiers: string[]] {
  return [rows.map(({ type }) => type), rows.map(({ identifier }) => identifier)];
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
