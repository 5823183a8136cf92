import { Injectable } from '@nestjs/common';
import {
  Clock,
  type CsvReading,
  dryRunReport,
  fieldProblem,
  type ImportReport,
  inBatches,
  Randomness,
  type RowProblem,
} from '../../core/common';
import { importAllOrNone, UnitOfWork } from '../../core/platform';
import { Contact } from './contact.entity';
import { Institution, type Lead } from './institution.entity';
import { replaceContacts, valuesOf } from './lead-contacts';
import { type ImportedLead, type LeadColumn, type LeadFile, readLeads } from './lead-rows';

const IMPORT = 'import leads';

/** Imports leads from a CSV file, all or none. */
@Injectable()
export class ImportLeadsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
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
    named?: readonly (LeadColumn | '')[],
  ): Promise<ImportReport> {
    const file = await readLeads(csv, reading, named);
    return isDryRun ? this.check(file) : this.importAll(file);
  }

  private importAll(file: LeadFile): Promise<ImportReport> {
    const check = async () => ({ report: await this.check(file), rows: file.leads });
    return importAllOrNone(this.work, IMPORT, check, async (leads) => {
      for (const batch of inBatches(leads)) {
        await this.insert(batch);
      }
      return { imported: leads.length };
    });
  }

  private async check({ rows, leads, problems, left }: LeadFile): Promise<ImportReport> {
    return dryRunReport(rows.length, [...problems, ...(await this.duplicates(leads))], left);
  }

  private async duplicates(leads: readonly ImportedLead[]): Promise<RowProblem[]> {
    const rows = await this.work.manager.query<{ name: string }[]>(
      `SELECT DISTINCT name FROM institutions WHERE name = ANY($1)`,
      [leads.map(({ columns }) => columns.name)],
    );
    const known = new Set(rows.map(({ name }) => name));
    return leads
      .filter(({ columns }) => known.has(columns.name))
      .map(({ row }) => ({ row, ...fieldProblem('LEAD_NAME_TAKEN', { field: 'name' }) }));
  }

  private async insert(imported: readonly ImportedLead[]): Promise<void> {
    const { manager } = this.work;
    const now = this.clock.now();
    const institutions = imported.map((lead) =>
      manager.create(Institution, { ...lead.columns, ...this.stampFor(lead, now) }),
    );
    await manager.insert(Institution, institutions);
    const leads = institutions.map((institution, index): Lead => ({
      institution,
      contacts: this.contactsFor(institution, imported[index]),
    }));
    for (const batch of inBatches(leads.flatMap(({ contacts }) => contacts))) {
      await manager.insert(Contact, batch);
    }
    await this.work.record(leads.map((lead) => this.recordOf(lead)));
  }

  private stampFor({ columns: { status } }: ImportedLead, now: Date): Partial<Institution> {
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
