import { Injectable } from '@nestjs/common';
import { CSV_FIELD, LeftColumns } from '../../common/csv/csv-cells';
import type { CsvReading } from '../../common/csv/csv-reading';
import { type CsvRecord, csvRecords } from '../../common/csv/csv-records';
import { requireColumns } from '../../common/csv/csv-rows';
import { dryRunReport, type ImportReport } from '../../common/csv/import-report';
import { problem } from '../../common/errors/domain-error';
import { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import { BackgroundJobsService, type NewRow } from '../../platform/background-jobs/background-jobs.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ImportLicensesService } from './import-licenses.service';
import {
  CHECK_IMPORT,
  type ImportedRow,
  type LicenseColumns,
  type LicenseImport,
  licenseRow,
  RUN_IMPORT,
} from './license-import-job';
import { LICENSE_FORMAT } from './license-rows';

/** Largest number of rows of a file that is checked in the background. */
export const MAX_IMPORTED_ROWS = 100_000;
/** Rows per statement. */
const BATCH = 500;
/** Characters kept of a heading. */
const MAX_HEADING = 100;
/** Characters of the label of a row. */
const MAX_LABEL = 255;

export interface LicenseFile {
  readonly name: string;
  /** Reads the file from its beginning. */
  readonly read: () => AsyncIterable<Buffer>;
}

/** The first rows of a file. */
export interface FileSample {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

/** Checks files of licenses and imports their correct rows, both in the background. */
@Injectable()
export class LicenseImportJobsService {
  readonly maxRows: number = MAX_IMPORTED_ROWS;

  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: BackgroundJobsService,
    private readonly imports: ImportLicensesService,
  ) {}

  async sample({ read }: LicenseFile, count: number, reading: CsvReading = {}): Promise<FileSample> {
    const records: CsvRecord[] = [];
    for await (const record of csvRecords(read(), this.maxRows, { ...reading, format: LICENSE_FORMAT })) {
      records.push(record);
      if (records.length > count) {
        break;
      }
    }
    const [header, ...others] = records;
    if (!header || others.length === 0) {
      throw problem('CSV_WITHOUT_ROWS', { field: CSV_FIELD });
    }
    return { header: header.cells, records: others };
  }

  /** Checks the first rows. Throws if the columns do not suffice. */
  async checkSample(
    { header, records }: FileSample,
    columns: LicenseColumns,
    createsCustomers: boolean,
  ): Promise<ImportReport> {
    requireColumns(header, { ...LICENSE_FORMAT, named: columns });
    const given = LICENSE_FORMAT.columns.filter((column) => columns.includes(column));
    const rows = records.map((record) => licenseRow(record, columns));
    return dryRunReport(rows.length, await this.imports.problemsOf(rows, given, createsCustomers));
  }

  /** Takes the rows from the file now, and checks them in the background. */
  startCheck(
    file: LicenseFile,
    columns: LicenseColumns,
    createsCustomers: boolean,
    reading: CsvReading = {},
  ): Promise<BackgroundJob> {
    return this.work.run(async (manager) => {
      const records = csvRecords(file.read(), this.maxRows, { ...reading, format: LICENSE_FORMAT });
      const { value: first } = await records.next();
      const header = first?.cells ?? [];
      requireColumns(header, { ...LICENSE_FORMAT, named: columns });
      const headings = header.map((heading) => heading.slice(0, MAX_HEADING));
      const parameters: LicenseImport = { file: file.name, header: headings, columns, createsCustomers };
      const aside = new LeftColumns(
        headings,
        columns.map((column) => column !== ''),
      );
      const job = await this.jobs.start({ kind: CHECK_IMPORT, parameters, rows: newRows(records, columns, aside) });
      const noted: LicenseImport = { ...parameters, leftAside: aside.list() };
      await manager.update(BackgroundJob, job.id, { parameters: noted });
      return job;
    });
  }

  /** Imports the correct rows of a check. A second call returns the job of the first. */
  startImport(uid: string): Promise<BackgroundJob> {
    return this.work.run(async (manager) => {
      const check = await this.jobs.getLocked(uid, undefined);
      const { importedBy, ...parameters } = check.parameters as LicenseImport;
      if (check.kind !== CHECK_IMPORT || check.state !== 'done') {
        throw problem('JOB_NOT_FOUND');
      }
      if (importedBy !== undefined) {
        return this.jobs.get(importedBy, undefined);
      }
      const rows = { sql: CORRECT_ROWS, parameters: [check.id], order: 'position', input: 'input' };
      const job = await this.jobs.start({ kind: RUN_IMPORT, parameters, rows });
      const noted: LicenseImport = { ...parameters, importedBy: job.uid };
      await manager.update(BackgroundJob, check.id, { parameters: noted });
      return job;
    });
  }
}

/** In batches, with the first row of each repeated key. */
async function* newRows(
  records: AsyncIterable<CsvRecord>,
  columns: LicenseColumns,
  aside: LeftColumns,
): AsyncGenerator<NewRow[]> {
  const keyAt = columns.indexOf('key');
  const firstRows = new Map<string, number>();
  let batch: NewRow[] = [];
  for await (const record of records) {
    refuseNul(record);
    aside.count(record.cells);
    const key = record.cells[keyAt] ?? '';
    const first = key === '' ? undefined : firstRows.get(key);
    if (key !== '' && first === undefined) {
      firstRows.set(key, record.row);
    }
    batch.push({ label: key.slice(0, MAX_LABEL), input: { ...record, first } satisfies ImportedRow });
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/** The database stores no such character. */
function refuseNul({ row, cells }: CsvRecord): void {
  if (cells.some((cell) => cell.includes('\0'))) {
    throw problem('CSV_INVALID', { field: CSV_FIELD, detail: `NUL character in row ${row}` });
  }
}

const CORRECT_ROWS = `
  SELECT position, NULL::bigint AS target_id, NULL::uuid AS target_uid, label, version, NULL::text AS reason,
    NULL::jsonb AS before, NULL::jsonb AS after, input
  FROM background_job_rows WHERE job_id = $1 AND outcome = 'changed'`;
