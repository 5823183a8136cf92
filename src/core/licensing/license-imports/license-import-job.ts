import { type CsvRecord, csvRow } from '../../common/csv/csv-records';
import type { CsvLeft, CsvRow } from '../../common/csv/csv-cells';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import type { BackgroundJobRow } from '../../platform/background-jobs/background-job-row.entity';
import { LICENSE_FORMAT, type LicenseColumn } from './license-rows';

/** Kind of the jobs that check all rows of a file of licenses, and change nothing. */
export const CHECK_IMPORT = 'licenses.check_import';
/** Kind of the jobs that import the correct rows of a check. */
export const RUN_IMPORT = 'licenses.import';

/** The column of each place in a file; empty for places that are left out. */
export type LicenseColumns = readonly (LicenseColumn | '')[];

/** Parameters of the jobs that check or import a file of licenses. */
export interface LicenseImport {
  /** Name of the file. */
  readonly file: string;
  /** Headings of the file. */
  readonly header: readonly string[];
  readonly columns: LicenseColumns;
  /** Customers that do not exist are created. */
  readonly createsCustomers: boolean;
  /** Columns that are not imported, with the number of their values. */
  readonly leftAside?: CsvLeft['columns'];
  /** Uid of the job that imports the rows of this check. */
  readonly importedBy?: string;
}

/** The input of a row. */
export interface ImportedRow extends CsvRecord {
  /** An earlier row with the same key. */
  readonly first?: number;
}

/** The check or import of licenses that a job carries out; undefined if it is another job, or undoes an import. */
export function licenseImportOf({ kind, parameters, undoOf }: BackgroundJob): LicenseImport | undefined {
  const isImport = undoOf === null && (kind === CHECK_IMPORT || kind === RUN_IMPORT);
  return isImport ? (parameters as LicenseImport) : undefined;
}

/** SQL condition of a license that an app has used: the undo of its import leaves it alone. */
export const isUsed = (license: string): string => `(
  EXISTS (SELECT FROM activations WHERE license_id = ${license}.id)
  OR EXISTS (SELECT FROM license_sessions WHERE license_id = ${license}.id)
  OR EXISTS (SELECT FROM verifications WHERE license_id = ${license}.id))`;

/** A row of an import of licenses, as the job has stored it. */
export function importedRow({ input }: Pick<BackgroundJobRow, 'input'>): ImportedRow {
  return input as ImportedRow;
}

/** A row of a CSV file of licenses by the names of its columns. */
export function licenseRow(row: CsvRecord, columns: LicenseColumns): CsvRow<LicenseColumn> {
  return csvRow(row, columns, LICENSE_FORMAT.columns);
}
