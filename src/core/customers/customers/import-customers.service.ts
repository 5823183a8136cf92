import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import type { CsvRow } from '../../common/csv/csv-cells';
import type { CsvReading } from '../../common/csv/csv-reading';
import { readCsv } from '../../common/csv/csv-rows';
import {
  dryRunReport,
  type ImportReport,
  type RowProblem,
  type ValidatedRows,
  validateRows,
  type ValidRow,
} from '../../common/csv/import-report';
import { inBatches } from '../../common/in-batches';
import { productScope } from '../../identity/permissions/caller';
import { importAllOrNone } from '../../platform/database/import-all-or-none';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import { Customer } from './customer.entity';
import { refuseDuplicateReference } from './customer.errors';
import { CreateCustomerDto } from './dto/customer.dto';
import { fieldProblem } from '../../common/errors/domain-error';
import { IMPORT_LOCK } from './import-lock';
import { visibleCustomers } from './visible-customers';

/** Columns of a CSV file of customers that are imported. */
export const CUSTOMER_COLUMNS = ['name', 'reference', 'email', 'company', 'phone', 'notes'] as const;
/** Columns of a CSV file of customers: those that are imported, required, or ignored because exports have them. */
export const CUSTOMER_FORMAT = {
  columns: CUSTOMER_COLUMNS,
  required: ['name'],
  ignored: ['id', 'number', 'group', 'news_opt_out', 'created_at', 'updated_at'],
} as const;

/** Column of a CSV file of customers that is imported. */
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];
export type CustomerRow = CsvRow<CustomerColumn>;
type ReadCustomer = ValidRow<CreateCustomerDto>;

type ReadFile = ValidatedRows<CreateCustomerDto>;

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
   * @param named the column of each place in the file, by default as its header says
   */
  async import(
    csv: Buffer,
    isDryRun: boolean,
    reading: CsvReading = {},
    named?: readonly (CustomerColumn | '')[],
  ): Promise<ImportReport> {
    const file = await validateRows(await readCsv(csv, { ...CUSTOMER_FORMAT, named }, reading), toCustomer);
    return isDryRun ? this.check(file) : this.importAll(file);
  }

  private importAll(file: ReadFile): Promise<ImportReport> {
    const check = async () => ({ report: await this.check(file), rows: file.valid });
    return importAllOrNone(this.work, IMPORT_LOCK, check, async (rows) => {
      await refuseDuplicateReference(this.insert(rows.map(({ input }) => input)));
      return { imported: rows.length };
    });
  }

  private async check({ rows, valid, problems, left }: ReadFile): Promise<ImportReport> {
    return dryRunReport(rows, [...problems, ...duplicatesIn(valid, await this.existing(valid))], left);
  }

  /** References are unique on the server; e-mails are compared with those of visible customers. */
  private async existing(rows: readonly ReadCustomer[]): Promise<Identities> {
    const { manager } = this.work;
    const references = await manager.query<{ reference: string }[]>(
      `SELECT reference FROM customers WHERE reference = ANY ($1)`,
      [rows.map(({ input }) => input.reference)],
    );
    const emails = await visibleCustomers(manager, this.licenses)
      .select('customer.email', 'email')
      .andWhere('customer.email = ANY (:emails)', { emails: rows.map(({ input }) => input.email) })
      .getRawMany<{ email: string }>();
    return {
      reference: new Set(references.map(({ reference }) => reference)),
      email: new Set(emails.map(({ email }) => email)),
    };
  }

  private async insert(customers: readonly CreateCustomerDto[]): Promise<void> {
    const now = this.clock.now();
    const createdForProductId = productScope()?.[0] ?? null;
    for (const batch of inBatches(customers)) {
      const created = batch.map(({ group: _group, ...input }) =>
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

function toCustomer(cells: CustomerRow['cells']): CreateCustomerDto {
  const given = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));
  const customer = plainToInstance(CreateCustomerDto, { name: '', ...given });
  return Object.assign(customer, { email: customer.email && foldedAddress(customer.email) });
}

type Identities = Readonly<Record<'reference' | 'email', Set<string>>>;

/** A row with a reference is identified by it, one without by its e-mail: neither may exist already. */
function duplicatesIn(rows: readonly ReadCustomer[], known: Identities): RowProblem[] {
  const problems: RowProblem[] = [];
  for (const { row, input: customer } of rows) {
    const field = customer.reference ? 'reference' : 'email';
    if (known[field].has(customer[field] ?? '')) {
      problems.push({ row, ...fieldProblem('CUSTOMER_VALUE_TAKEN', { field }) });
    }
    for (const name of ['reference', 'email'] as const) {
      if (customer[name]) {
        known[name].add(customer[name]);
      }
    }
  }
  return problems;
}
