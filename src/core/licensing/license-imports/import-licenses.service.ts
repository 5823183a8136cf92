import { Injectable } from '@nestjs/common';
import type { CsvRow } from '../../common/csv/csv-cells';
import type { CsvReading } from '../../common/csv/csv-reading';
import { dryRunReport, type ImportReport, type RowProblem, type ValidatedRows } from '../../common/csv/import-report';
import { defined } from '../../common/fields/fields-of';
import { inBatches } from '../../common/in-batches';
import { ImportedCustomersService } from '../../customers/customers/imported-customers.service';
import { importAllOrNone } from '../../platform/database/import-all-or-none';
import { entityOfRow } from '../../platform/database/entity-of-row';
import { refuseTakenKey } from '../../licenses/licenses/archived-keys';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { GrantsService } from '../../licenses/grants/grants.service';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { AssignUsersService } from '../../verification/seats/assign-users.service';
import type { ImportLicenseDto } from './dto/import-license.dto';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { type CheckedLicenses, type ImportedLicense, ImportedLicensesService } from './imported-licenses.service';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import { type LicenseColumn, readLicenses, validateLicenses } from './license-rows';
import { License } from '../../licenses/licenses/license.entity';
import { LicenseProductsService, productColumns } from '../../licenses/licenses/license-products.service';
import { referencesKept } from '../../licenses/licenses/license.errors';

const IMPORT = 'import licenses';
/** A license has about 40 columns, and a statement up to 65,535 parameters. */
const BATCH = 500;

type LicenseFile = ValidatedRows<ImportLicenseDto>;

export interface ImportedRows {
  /** Imported licenses by line. */
  readonly imported: ReadonlyMap<number, License>;
  readonly problems: readonly RowProblem[];
}

/** Imports licenses from a CSV file, all or none; or those of its rows that are correct. */
@Injectable()
export class ImportLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly imported: ImportedLicensesService,
    private readonly issuance: IssueLicensesService,
    private readonly keys: LicenseKeysService,
    private readonly products: LicenseProductsService,
    private readonly grants: GrantsService,
    private readonly resolution: ResolveLicensesService,
    private readonly users: AssignUsersService,
    private readonly customers: ImportedCustomersService,
  ) {}

  /**
   * Throws if any row is wrong.
   * @param isDryRun reports what is wrong and imports nothing
   */
  async import(csv: Buffer, isDryRun: boolean, reading?: CsvReading): Promise<ImportReport> {
    const file = await readLicenses(csv, reading);
    return isDryRun ? reportOf(file, await this.imported.check(file.valid)) : this.importAll(file);
  }

  /**
   * Everything that is wrong with rows: with their values, and with what they name.
   * @param columns those that the file has
   * @param createsCustomers customers that do not exist are no problem
   */
  async problemsOf(
    rows: readonly CsvRow<LicenseColumn>[],
    columns: readonly LicenseColumn[],
    createsCustomers: boolean,
  ): Promise<RowProblem[]> {
    const { valid, problems } = await validateLicenses({ rows }, columns);
    const others = await validateLicenses({ rows: rowsWithoutBadCells(rows, problems) }, columns);
    const ofValid = await this.imported.check(valid, createsCustomers);
    // Apart from the valid rows, which are to use up the limits of groups alone.
    const ofOthers = await this.imported.check(others.valid, createsCustomers);
    return [...problems, ...ofValid.problems, ...ofOthers.problems];
  }

  /**
   * Imports the rows without problems, in the caller's transaction.
   * @param createsCustomers creates the customers that do not exist
   */
  async importCorrect(file: LicenseFile, createsCustomers: boolean): Promise<ImportedRows> {
    const { licenses, problems } = await this.imported.check(file.valid, createsCustomers);
    const owned = await this.withNewCustomers(licenses);
    const imported = owned.length === 0 ? [] : await this.insert(owned);
    return { imported: new Map(imported), problems: [...file.problems, ...problems] };
  }

  private async withNewCustomers(licenses: readonly ImportedLicense[]): Promise<readonly ImportedLicense[]> {
    const identities = licenses.flatMap(({ newCustomer }) => newCustomer ?? []);
    if (identities.length === 0) {
      return licenses;
    }
    const customers = await this.customers.findOrCreate(identities);
    return licenses.map((license) => {
      const customer = license.newCustomer && customers.find(license.newCustomer);
      return customer ? { ...license, customerId: customer.id } : license;
    });
  }

  private importAll(file: LicenseFile): Promise<ImportReport> {
    const check = async () => {
      const checked = await this.imported.check(file.valid);
      return { report: reportOf(file, checked), rows: checked.licenses };
    };
    return importAllOrNone(this.work, IMPORT, check, async (licenses) => {
      for (const batch of inBatches(licenses, BATCH)) {
        await this.insert(batch);
      }
      return { imported: licenses.length };
    });
  }

  /** Returns the licenses with their lines. */
  private async insert(batch: readonly ImportedLicense[]): Promise<[line: number, license: License][]> {
    const { manager } = this.work;
    const generateKey = await this.keys.generator();
    const rows = await Promise.all(
      batch.map(async (one) => manager.create(License, await this.columnsOf(one, generateKey))),
    );
    const byKey = new Map(rows.map(({ key }, index) => [key, batch[index]]));
    const licenses = await this.insertRows(rows);
    await this.products.add(licenses);
    await this.grants.addToEach(new Map(licenses.map(({ id, key }) => [id, byKey.get(key)?.grants ?? []])));
    await this.resolution.resolve(licenses);
    await this.work.record(
      licenses.map((license) => {
        const after = { ...this.work.snapshot(license), ...byKey.get(license.key)?.input.grants };
        return this.work.changeRecord('license.issued', license, null, after, eventPayload(license));
      }),
    );
    await this.users.assignEach(
      licenses.flatMap((license) =>
        (byKey.get(license.key)?.users ?? []).map((identifier) => ({ license, identifier })),
      ),
    );
    return licenses.map((license) => [byKey.get(license.key)?.line ?? 0, license]);
  }

  private async insertRows(rows: readonly License[]): Promise<License[]> {
    const { manager } = this.work;
    const insertion = manager
      .createQueryBuilder()
      .insert()
      .into(License)
      .values([...rows])
      .returning('*');
    const inserting = referencesKept(insertion.updateEntity(false).execute());
    const inserted = await refuseTakenKey(inserting, 'file', 'LICENSE_KEY_TAKEN_MEANWHILE');
    return (inserted.raw as Record<string, unknown>[]).map((row) => entityOfRow(manager.dataSource, License, row));
  }

  private async columnsOf(
    { row, input, product, productIds, policy, customerId, groupId }: ImportedLicense,
    generateKey: Awaited<ReturnType<LicenseKeysService['generator']>>,
  ): Promise<Partial<License>> {
    const { customer: _customer, group: _group, ...attributes } = input;
    const basis = defined({ expiryBasis: row.expiry_basis });
    const { customer: _none, ...columns } = await this.issuance.template(attributes, product, { ...policy, ...basis });
    return {
      ...columns,
      ...productColumns(productIds),
      key: row.key ?? generateKey({ product, policy, expiresAt: columns.expiresAt ?? null }),
      customerId,
      groupId,
      batch: row.batch ?? null,
      firstActivatedAt: row.first_activated_at ?? null,
    };
  }
}

/** The rows with problems, without the cells that have them. */
function rowsWithoutBadCells(
  rows: readonly CsvRow<LicenseColumn>[],
  problems: readonly RowProblem[],
): CsvRow<LicenseColumn>[] {
  const badColumns = new Map<number, Record<string, string>>();
  for (const { row, field } of problems) {
    const [column = ''] = field.split('.');
    badColumns.set(row, { ...badColumns.get(row), [column]: '' });
  }
  return rows
    .filter(({ row }) => badColumns.has(row))
    .map((row) => ({ ...row, cells: { ...row.cells, ...badColumns.get(row.row) } }));
}

function reportOf({ rows, problems, left }: LicenseFile, checked: CheckedLicenses): ImportReport {
  return dryRunReport(rows, [...problems, ...checked.problems], left);
}
