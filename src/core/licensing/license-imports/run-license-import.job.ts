import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { RowProblem } from '../../common/csv/import-report';
import { fieldProblem } from '../../common/errors/domain-error';
import { License } from '../../licenses/licenses/license.entity';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import { BackgroundJobKind, type RowResult } from '../../platform/background-jobs/background-job-kind';
import type { BackgroundJobRow } from '../../platform/background-jobs/background-job-row.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ArchivedLicensesService } from '../licenses/archived-licenses.service';
import { ImportLicensesService } from './import-licenses.service';
import { CHECK_IMPORT, importedRow, isUsed, type LicenseImport, licenseRow, RUN_IMPORT } from './license-import-job';
import { LICENSE_FORMAT, validateLicenses } from './license-rows';

/** Checks the rows of a file, imports those that are correct, and undoes imports. */
@Injectable()
export class RunLicenseImportJob extends BackgroundJobKind {
  readonly kinds = [CHECK_IMPORT, RUN_IMPORT];

  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ImportLicensesService,
    private readonly archived: ArchivedLicensesService,
  ) {
    super();
  }

  canUndo(kind: string): boolean {
    return kind === RUN_IMPORT;
  }

  runChunk(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]> {
    const { columns, createsCustomers } = job.parameters as LicenseImport;
    return this.work.run(async () => {
      if (job.undoOf !== null) {
        return this.deleteUnused(job, rows);
      }
      const records = rows.map((row) => licenseRow(importedRow(row), columns));
      const given = LICENSE_FORMAT.columns.filter((column) => columns.includes(column));
      if (job.kind === RUN_IMPORT) {
        const file = await validateLicenses({ rows: records }, given);
        const { imported, problems } = await this.imports.importCorrect(file, createsCustomers);
        return rows.map((row) => resultOf(row, problems, imported));
      }
      const problems = await this.imports.problemsOf(records, given, createsCustomers);
      return rows.map((row) => resultOf(row, [...problems, ...repeated(row, problems)]));
    });
  }

  /** Deletes imported licenses that nobody has changed and no app has used; as others, they can be restored. */
  private async deleteUnused(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]> {
    const { manager } = this.work;
    const ids = rows.map(({ targetId }) => targetId);
    // In id order, so that overlapping jobs cannot deadlock.
    const licenses = await manager.find(License, {
      where: { id: In(ids) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    // After the locks: an activation that came first is seen.
    const used = await manager.query<{ id: number }[]>(USED, [ids]);
    const outcomes = rows.map((row) => {
      const license = licenses.find(({ id }) => id === row.targetId);
      return { row, license, reason: keptBecause(row, license, used) };
    });
    const unused = outcomes.flatMap(({ license, reason }) => (license && !reason ? license : []));
    await this.archived.archive(unused, { job: job.uid });
    return outcomes.map(({ row: { position }, reason }) =>
      reason ? { position, outcome: 'left_alone', reason } : { position, outcome: 'changed' },
    );
  }
}

const USED = `SELECT license.id FROM licenses AS license WHERE license.id = ANY ($1::bigint[]) AND ${isUsed('license')}`;

/** Why the undo of an import leaves a license alone. */
function keptBecause(
  { version }: BackgroundJobRow,
  license: License | undefined,
  used: readonly { readonly id: number }[],
): string | undefined {
  if (!license) {
    return 'deleted';
  }
  if (license.updatedAt.getTime() !== version.getTime()) {
    return 'changed_since';
  }
  return used.some(({ id }) => id === license.id) ? 'used' : undefined;
}

/** A key of a row of an earlier chunk. */
function repeated(row: BackgroundJobRow, known: readonly RowProblem[]): RowProblem[] {
  const { row: line, first } = importedRow(row);
  return first === undefined || known.some((one) => one.row === line && one.rule === 'LICENSE_KEY_REPEATED')
    ? []
    : [{ row: line, ...fieldProblem('LICENSE_KEY_REPEATED', { field: 'key', row: first }) }];
}

function resultOf(
  row: BackgroundJobRow,
  found: readonly RowProblem[],
  imported?: ReadonlyMap<number, License>,
): RowResult {
  const { position } = row;
  const { row: line } = importedRow(row);
  const problems = found.filter((problem) => problem.row === line).map(({ row: _line, ...problem }) => problem);
  const [first] = problems;
  if (first) {
    return { position, outcome: 'failed', reason: first.reason.toLowerCase(), problems };
  }
  const license = imported?.get(line);
  return {
    position,
    outcome: 'changed',
    ...(license && { version: license.updatedAt, created: { id: license.id, uid: license.uid, label: license.key } }),
  };
}
