import { OmitType } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsIn } from 'class-validator';
import {
  type CsvReading,
  type CsvRow,
  fieldProblem,
  type ImportReport,
  readCsv,
  type RowProblem,
  validateRows,
  type ValidRow,
} from '../../core/common';
import type { Contact } from './contact.entity';
import { CreateLeadDto } from './dto/lead.dto';
import { type Lead, LEAD_STATUSES, type LeadStatus } from './institution.entity';
import { MAX_CONTACTS, type ContactInput } from './lead-contacts';

const INSTITUTION_COLUMNS = ['name', 'type', 'status', 'city', 'website', 'address', 'notes'] as const;
const CONTACT_COLUMNS = ['contact_name', 'contact_position', 'contact_emails', 'contact_phones'] as const;

/** Columns of exports and imports. A lead with several contacts has several rows, which repeat its own columns. */
export const LEAD_COLUMNS = [...INSTITUTION_COLUMNS, ...CONTACT_COLUMNS] as const;
export const REQUIRED_LEAD_COLUMNS = ['name', 'type'] as const;
export const LEAD_FORMAT = { columns: LEAD_COLUMNS, required: REQUIRED_LEAD_COLUMNS };
export type LeadColumn = (typeof LEAD_COLUMNS)[number];
export type LeadRow = CsvRow<LeadColumn>;

/** The lead of a row. Unlike a new lead of the API, it may be converted. */
class LeadRowDto extends OmitType(CreateLeadDto, ['status']) {
  @IsIn(LEAD_STATUSES)
  status!: LeadStatus;
}

/** A lead in a file. */
export interface ImportedLead {
  /** Its first row. */
  readonly row: number;
  readonly columns: Omit<LeadRowDto, 'contacts'>;
  readonly contacts: ContactInput[];
}

export interface LeadFile {
  readonly rows: readonly LeadRow[];
  readonly left: ImportReport['left'];
  readonly leads: readonly ImportedLead[];
  readonly problems: readonly RowProblem[];
}

/**
 * Reads the leads of a file; rows with the same name are one lead with several contacts.
 * @param named the column of each place in the file, by default as its header says
 * @throws VALIDATION_ERROR if the file as a whole cannot be read
 */
export async function readLeads(
  csv: Buffer,
  reading?: CsvReading,
  named?: readonly (LeadColumn | '')[],
): Promise<LeadFile> {
  const { rows, left } = await readCsv(csv, { ...LEAD_FORMAT, named }, reading);
  const { valid, problems } = await validateRows({ rows }, leadOf, columnOf);
  const leads = new Map<string, ImportedLead>();
  const conflicts = valid.flatMap((row) => {
    const { contacts = [], ...columns } = row.input;
    const lead = leads.get(columns.name) ?? { row: row.row, columns, contacts: [] };
    leads.set(columns.name, lead);
    lead.contacts.push(...contacts);
    return [...differences(row, lead), ...excess(row, lead)];
  });
  return { rows, left, leads: [...leads.values()], problems: [...problems, ...conflicts] };
}

/** The rows of leads in an export. */
export async function* rowPages(pages: AsyncIterable<Lead[]>): AsyncGenerator<Record<LeadColumn, string>[]> {
  for await (const leads of pages) {
    yield leads.flatMap(rowsOfLead);
  }
}

/** One row for each contact, at least one. */
export function rowsOfLead({ institution, contacts }: Lead): Record<LeadColumn, string>[] {
  const { name, type, status, city, website, address, notes } = institution;
  const columns = { name, type, status, city, website, address, notes };
  const rows = contacts.length > 0 ? contacts.map(contactCells) : [contactCells()];
  return rows.map((contact) => ({ ...columns, ...contact }));
}

function contactCells(contact?: Contact): Record<(typeof CONTACT_COLUMNS)[number], string> {
  return {
    contact_name: contact?.name ?? '',
    contact_position: contact?.position ?? '',
    contact_emails: contact?.emails.join('; ') ?? '',
    contact_phones: contact?.phones.join('; ') ?? '',
  };
}

function leadOf(cells: LeadRow['cells']): LeadRowDto {
  const { contact_name, contact_position, contact_emails, contact_phones, ...columns } = cells;
  const contact = {
    name: contact_name,
    position: contact_position,
    emails: contact_emails.split(/[\s,;]+/).filter((email) => email !== ''),
    phones: phonesIn(contact_phones),
  };
  return plainToInstance(LeadRowDto, {
    ...columns,
    status: columns.status.toLowerCase() || 'new',
    contacts: CONTACT_COLUMNS.some((column) => cells[column] !== '') ? [contact] : [],
  });
}

function phonesIn(cell: string): string[] {
  return cell
    .split(';')
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '');
}

/** The contact of a row is the only one of its lead. */
function columnOf(field: string): string {
  return field.replace(/^contacts\.0\./, 'contact_');
}

function differences({ row, input }: ValidRow<LeadRowDto>, { row: first, columns }: ImportedLead): RowProblem[] {
  return INSTITUTION_COLUMNS.filter((column) => input[column] !== columns[column]).map((column) => ({
    ...fieldProblem('LEAD_ROWS_DIFFER', { field: column, row: first, column }),
    row,
  }));
}

function excess({ row }: ValidRow<LeadRowDto>, { contacts }: ImportedLead): RowProblem[] {
  return contacts.length === MAX_CONTACTS + 1
    ? [{ row, ...fieldProblem('LEAD_CONTACTS_TOO_MANY', { field: 'contact_name', max: MAX_CONTACTS }) }]
    : [];
}
