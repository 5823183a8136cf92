import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { type CsvRow, readCsv } from '../../common/http/csv-rows';
import { isStorable } from '../../common/http/json-body';
import { fieldProblems } from '../../common/http/request-validation.pipe';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';
import { refuseDuplicateReference } from './customer.errors';
import { CreateCustomerDto } from './dto/customer.dto';
import { visibleCustomers } from './visible-customers';

const COLUMNS = {
  required: ['name'],
  optional: ['reference', 'email', 'company', 'phone', 'notes'],
  ignored: ['id', 'number', 'created_at', 'updated_at'],
};

/** Rows per statement. */
const STEP = 1_000;
/** Rows that are validated before other requests get their turn. */
const ROWS_PER_TURN = 100;
const MAX_PROBLEMS = 100;

export interface RowProblem extends FieldProblem {
  /** Row of the file; the header is row 1. */
  readonly row: number;
}

export interface CustomerImport {
  readonly isDryRun: boolean;
  readonly rows: number;
  readonly imported: number;
  readonly wrongRows: number;
  /** The first ones. */
  readonly problems: readonly RowProblem[];
}

/** A file with wrong rows; nothing was imported. */
export class ImportRefused extends DomainError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'unprocessable';
  override readonly fields: readonly FieldProblem[];

  constructor({ problems, wrongRows, rows }: CustomerImport) {
    super(`Nothing was imported: ${wrongRows} of ${rows} rows are wrong`);
    this.fields = problems.map(({ row, field, ...problem }) => ({ field: `rows.${row}.${field}`, ...problem }));
  }
}

/** A valid row. */
interface ReadCustomer {
  readonly row: number;
  readonly customer: CreateCustomerDto;
}

interface ReadFile {
  readonly rows: number;
  readonly valid: readonly ReadCustomer[];
  readonly problems: readonly RowProblem[];
}

/** Imports customers from a CSV file, all or none. */
@Injectable()
export class ImportCustomersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: CustomerLicenses,
  ) {}

  /**
   * Throws if any row is wrong.
   * @param isDryRun reports what is wrong and imports nothing
   */
  async import(csv: string, isDryRun: boolean): Promise<CustomerImport> {
    const file = await read(csv);
    return isDryRun ? this.check(file) : this.importAll(file);
  }

  /** Serialized, so that two imports of the same file create no duplicates. */
  private importAll(file: ReadFile): Promise<CustomerImport> {
    return this.work.runInTurn('import customers', async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('import customers', 0))`);
      const report = await this.check(file);
      if (report.wrongRows > 0) {
        throw new ImportRefused(report);
      }
      await refuseDuplicateReference(this.insert(file.valid.map(({ customer }) => customer)));
      return { ...report, isDryRun: false, imported: file.valid.length };
    });
  }

  private async check({ rows, valid, problems }: ReadFile): Promise<CustomerImport> {
    const duplicates = duplicatesIn(valid, await this.existing(valid));
    const all = [...problems, ...duplicates].sort((a, b) => a.row - b.row);
    const wrongRows = new Set(all.map(({ row }) => row)).size;
    return { isDryRun: true, rows, imported: 0, wrongRows, problems: all.slice(0, MAX_PROBLEMS) };
  }

  /** References are unique on the server; e-mails are compared with those of visible customers. */
  private async existing(rows: readonly ReadCustomer[]): Promise<Identities> {
    const { manager } = this.work;
    const references = await manager.query<{ reference: string }[]>(
      `SELECT reference FROM customers WHERE reference = ANY ($1)`,
      [rows.map(({ customer }) => customer.reference)],
    );
    const emails = await visibleCustomers(manager, this.licenses)
      .select('customer.email', 'email')
      .andWhere('customer.email = ANY (:emails)', { emails: rows.map(({ customer }) => customer.email) })
      .getRawMany<{ email: string }>();
    return {
      reference: new Set(references.map(({ reference }) => reference)),
      email: new Set(emails.map(({ email }) => email)),
    };
  }

  private async insert(customers: readonly CreateCustomerDto[]): Promise<void> {
    const now = this.clock.now();
    const createdForProductId = productScope() ?? null;
    for (let start = 0; start < customers.length; start += STEP) {
      const created = customers
        .slice(start, start + STEP)
        .map((input) =>
          this.work.manager.create(Customer, { ...input, createdForProductId, createdAt: now, updatedAt: now }),
        );
      await this.work.manager.insert(Customer, created);
      await this.work.record(
        created.map((customer) =>
          this.work.changeRecord('customer.created', customer, null, this.work.snapshot(customer)),
        ),
      );
    }
  }
}

async function read(csv: string): Promise<ReadFile> {
  const rows = readCsv(csv, COLUMNS);
  const problems: RowProblem[] = [];
  const valid: ReadCustomer[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_PER_TURN === 0) {
      await setImmediate();
    }
    const customer = plainToInstance(CreateCustomerDto, { name: '', ...row.values });
    const found = await problemsOf(row, customer);
    problems.push(...found.map((problem) => ({ row: row.number, ...problem })));
    if (found.length === 0) {
      valid.push({ row: row.number, customer: Object.assign(customer, { email: customer.email?.toLowerCase() }) });
    }
  }
  return { rows: rows.length, valid, problems };
}

async function problemsOf(row: CsvRow, customer: CreateCustomerDto): Promise<FieldProblem[]> {
  const problems = [...fieldProblems(await validate(customer))];
  for (const [field, value] of Object.entries(row.values)) {
    if (!isStorable(value)) {
      problems.push({ field, reason: 'format_invalid', message: `${field} may not contain NUL characters` });
    }
  }
  if (row.isTooLong) {
    problems.push({ field: 'row', reason: 'too_many_cells', message: 'The row has more cells than the header' });
  }
  return problems;
}

type Identities = Readonly<Record<'reference' | 'email', Set<string>>>;

/** A row with a reference is identified by it, one without by its e-mail: neither may exist already. */
function duplicatesIn(rows: readonly ReadCustomer[], known: Identities): RowProblem[] {
  const problems: RowProblem[] = [];
  for (const { row, customer } of rows) {
    const field = customer.reference ? 'reference' : 'email';
    if (known[field].has(customer[field] ?? '')) {
      problems.push({ row, field, reason: 'taken', message: `Another customer has this ${field}` });
    }
    for (const name of ['reference', 'email'] as const) {
      if (customer[name]) {
        known[name].add(customer[name]);
      }
    }
  }
  return problems;
}
