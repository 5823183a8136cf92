import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import {
  CSV_FIELD,
  type CsvReading,
  dryRunReport,
  fieldProblem,
  foldedAddress,
  type ImportReport,
  problem,
  Randomness,
  readCsv,
  type RowProblem,
  type ValidatedRows,
  validateRows,
  type ValidRow,
} from '../../../core/common';
import { FindOrCreateCustomersService } from '../../../core/customers';
import type { License } from '../../../core/licenses';
import { type CheckedFile, importAllOrNone, UnitOfWork } from '../../../core/platform';
import { ImportedClaimDto } from '../api/dto/claim.dto';
import { type ClaimImportResult, ImportClaimsService } from './import-claims.service';

/** Columns of a CSV file of claims. */
export const CLAIM_COLUMNS = ['license_key', 'email', 'purchase'] as const;
export type ClaimColumn = (typeof CLAIM_COLUMNS)[number];
export const CLAIM_FORMAT = { columns: CLAIM_COLUMNS, required: ['license_key', 'email'] } as const;

/** Rows of a file, which move in one transaction. */
export const MAX_CLAIM_ROWS = 500;

export interface ClaimFileReport extends ImportReport {
  /** By which the import is undone; undefined where nothing moved. */
  readonly importId?: string;
}

/** A row whose license can move. */
interface Movable extends ValidRow<ImportedClaimDto> {
  readonly license: License;
}

const REASONS = {
  license_unknown: ['CLAIM_LICENSE_UNKNOWN', 'license_key'],
  license_stopped: ['CLAIM_LICENSE_STOPPED', 'license_key'],
  purchase_wrong: ['CLAIM_PURCHASE_WRONG', 'purchase'],
} as const satisfies Partial<Record<ClaimImportResult, readonly [string, ClaimColumn]>>;

/** Imports claims from a CSV file, all or none. */
@Injectable()
export class ImportClaimFileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly randomness: Randomness,
    private readonly customers: FindOrCreateCustomersService,
    private readonly imports: ImportClaimsService,
  ) {}

  /**
   * Throws if any row is wrong.
   * @param isDryRun reports what is wrong and moves nothing
   * @param named the column of each place in the file, by default as its header says
   */
  async import(
    csv: Buffer,
    isDryRun: boolean,
    reading: CsvReading = {},
    named?: readonly (ClaimColumn | '')[],
  ): Promise<ClaimFileReport> {
    const file = await readCsv(csv, { ...CLAIM_FORMAT, named }, reading);
    if (file.rows.length > MAX_CLAIM_ROWS) {
      throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: MAX_CLAIM_ROWS });
    }
    const read = await validateRows(file, ({ purchase, ...cells }) =>
      plainToInstance(ImportedClaimDto, { ...cells, ...(purchase !== '' && { purchase }) }),
    );
    return isDryRun
      ? (await this.check(read)).report
      : importAllOrNone(
          this.work,
          'import claims',
          () => this.check(read),
          (rows) => this.move(rows),
        );
  }

  private async check({
    rows,
    valid,
    problems: invalid,
    left,
  }: ValidatedRows<ImportedClaimDto>): Promise<CheckedFile<Movable>> {
    const movable: Movable[] = [];
    const problems: RowProblem[] = [];
    for (const { row, input } of valid) {
      const found = await this.imports.find(ImportedClaimDto.toRow(input));
      const first = typeof found === 'string' ? undefined : movable.find(({ license }) => license.id === found.id);
      if (typeof found === 'string') {
        const [code, field] = REASONS[found];
        problems.push({ row, ...fieldProblem(code, { field }) });
      } else if (first) {
        problems.push({ row, ...fieldProblem('LICENSE_KEY_REPEATED', { field: 'license_key', row: first.row }) });
      } else {
        movable.push({ row, input, license: found });
      }
    }
    return { report: dryRunReport(rows, [...invalid, ...problems], left), rows: movable };
  }

  /** All customers are locked before all licenses, each in one order: other transactions lock so too. */
  private async move(rows: readonly Movable[]): Promise<Pick<ClaimFileReport, 'imported' | 'importId'>> {
    const importId = this.randomness.uuid();
    const addresses = new Set(rows.map(({ input }) => foldedAddress(input.email)));
    for (const address of [...addresses].sort()) {
      await this.customers.findOrCreateByEmail(address);
    }
    const inOrder = [...rows].sort((one, other) => one.license.id - other.license.id);
    const outcomes = await this.imports.import(
      inOrder.map(({ input }) => ImportedClaimDto.toRow(input)),
      importId,
    );
    const imported = outcomes.filter(({ result }) => result === 'moved').length;
    return { imported, ...(imported > 0 && { importId }) };
  }
}
