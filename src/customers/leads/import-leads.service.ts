import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { readCsv } from '../../common/http/csv-cells';
import { isStorable } from '../../common/http/json-body';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Contact } from './contact.entity';
import { Institution, type Lead } from './institution.entity';
import { ImportRefused } from './lead.errors';
import { replaceContacts, valuesOf } from './lead-contacts';
import {
  type ImportedLead,
  LEAD_COLUMNS,
  type LeadRow,
  type LeadRowProblem,
  readLeads,
  REQUIRED_LEAD_COLUMNS,
} from './lead-rows';

/** Maximum size of a file. */
export const MAX_IMPORT_BYTES = 1024 * 1024;
/** Maximum number of rows of a file: they are inserted in one statement. */
export const MAX_IMPORT_ROWS = 2_000;
/** Maximum number of invalid cells in an answer. */
export const LISTED_PROBLEMS = 100;

/** A file that was read, and perhaps imported. */
export interface LeadImport {
  readonly rows: readonly LeadRow[];
  readonly leads: readonly ImportedLead[];
  readonly problems: readonly LeadRowProblem[];
  readonly imported: boolean;
}

@Injectable()
export class ImportLeadsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Imports all leads of a CSV file, or none if a row is invalid. */
  async import(file: Buffer): Promise<LeadImport> {
    return this.work.run(async (manager) => {
      // One import at a time: a file that is sent twice is imported once.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('lead import', 0))`);
      const checked = await this.check(file);
      if (checked.problems.length > 0) {
        return checked;
      }
      await this.insert(checked.leads);
      return { ...checked, imported: true };
    });
  }

  /** Like `import`, but throws if a row is invalid. A dry run imports nothing and does not throw. */
  async importOrThrow(file: Buffer, isDryRun: boolean): Promise<LeadImport> {
    const result = await (isDryRun ? this.check(file) : this.import(file));
    if (!isDryRun && !result.imported) {
      throw refusalOf(result.problems);
    }
    return result;
  }

  /** Reads a file without importing it. */
  async check(file: Buffer): Promise<LeadImport> {
    const rows = readCsv(file, { columns: LEAD_COLUMNS, required: REQUIRED_LEAD_COLUMNS, maxRows: MAX_IMPORT_ROWS });
    const { leads, problems } = readLeads(rows);
    const all = [...problems, ...(await this.duplicates(leads))].sort((one, other) => one.row - other.row);
    return { rows, leads, problems: all, imported: false };
  }

  private async duplicates(leads: readonly ImportedLead[]): Promise<LeadRowProblem[]> {
    const rows = await this.work.manager.query<{ name: string }[]>(
      `SELECT DISTINCT name FROM institutions WHERE name = ANY($1)`,
      [leads.map(({ name }) => name).filter(isStorable)],
    );
    const known = new Set(rows.map(({ name }) => name));
    return leads
      .filter(({ name }) => known.has(name))
      .map(({ row, name }) => ({ row, column: 'name', value: name, message: 'A lead with this name exists already.' }));
  }

  private async insert(imported: readonly ImportedLead[]): Promise<void> {
    const { manager } = this.work;
    const now = this.clock.now();
    const institutions = imported.map(({ row: _row, contacts: _contacts, ...columns }) =>
      manager.create(Institution, { ...columns, ...this.stampFor(columns, now) }),
    );
    await manager.insert(Institution, institutions);
    const leads = institutions.map((institution, index): Lead => ({
      institution,
      contacts: this.contactsFor(institution, imported[index]),
    }));
    await manager.insert(
      Contact,
      leads.flatMap(({ contacts }) => contacts),
    );
    await this.work.record(leads.map((lead) => this.recordOf(lead)));
  }

  private stampFor({ status }: Pick<ImportedLead, 'status'>, now: Date): Partial<Institution> {
    const convertedAt = status === 'converted' ? now : null;
    return { customerId: null, convertedAt, lastActivityAt: now, createdAt: now, updatedAt: now };
  }

  private contactsFor({ id: institutionId }: Institution, lead: ImportedLead | undefined): Contact[] {
    const values = replaceContacts([], lead?.contacts ?? [], () => this.randomness.uuid());
    return values.map((contact) => this.work.manager.create(Contact, { ...contact, institutionId }));
  }

  private recordOf({ institution, contacts }: Lead) {
    const after = { ...this.work.snapshot(institution), contacts: contacts.map(valuesOf) };
    return this.work.changeRecord('lead.created', institution, null, after);
  }
}

function refusalOf(problems: readonly LeadRowProblem[]): ImportRefused {
  const details = problems.slice(0, LISTED_PROBLEMS).map(({ row, column, message }) => ({
    field: `rows.${row}.${column}`,
    reason: 'invalid',
    message: `Row ${row}: ${message}`,
  }));
  const count = problems.length === 1 ? 'One cell is' : `${problems.length} cells are`;
  return new ImportRefused(details, `${count} invalid: nothing was imported`);
}
