import { Injectable } from '@nestjs/common';
import type { RowProblem } from '../../common/csv/import-report';
import { fieldProblem } from '../../common/errors/domain-error';
import type { License } from '../../licenses/licenses/license.entity';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import { BackgroundJobKind, type RowResult } from '../../platform/background-jobs/background-job-kind';
import type { BackgroundJobRow } from '../../platform/background-jobs/background-job-row.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ImportLicensesService } from './import-licenses.service';
import { CHECK_IMPORT, importedRow, type LicenseImport, licenseRow, RUN_IMPORT } from './license-import-job';
import { LICENSE_FORMAT, validateLicenses } from './license-rows';

/** Checks the rows of a file, and imports those that are correct. */
@Injectable()
export class RunLicenseImportJob extends BackgroundJobKind {
  readonly kinds = [CHECK_IMPORT, RUN_IMPORT];

  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ImportLicensesService,
  ) {
    super();
  }

  /** Devices may have been activated on an imported license. */
  canUndo(): boolean {
    return false;
  }

  runChunk(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]> {
    const { columns, createsCustomers } = job.parameters as LicenseImport;
    return this.work.run(async () => {
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
