import { isEmail } from 'class-validator';
import type { CsvRow } from '../../common/http/csv-cells';
import { isStorable } from '../../common/http/json-body';
import type { Contact } from './contact.entity';
import { type Lead, LEAD_STATUSES, type LeadStatus } from './institution.entity';
import { MAX_CONTACTS, type ContactInput } from './lead-contacts';

const INSTITUTION_COLUMNS = ['name', 'type', 'status', 'city', 'website', 'address', 'notes'] as const;
const CONTACT_COLUMNS = ['contact_name', 'contact_position', 'contact_emails', 'contact_phones'] as const;

/** Columns of exports and imports. A lead with several contacts has several rows, which repeat its own columns. */
export const LEAD_COLUMNS = [...INSTITUTION_COLUMNS, ...CONTACT_COLUMNS] as const;
export const REQUIRED_LEAD_COLUMNS = ['name', 'type'] as const;
export type LeadColumn = (typeof LEAD_COLUMNS)[number];
export type LeadRow = CsvRow<LeadColumn>;

/** An invalid cell. */
export interface LeadRowProblem {
  readonly row: number;
  readonly column: LeadColumn;
  readonly value: string;
  readonly message: string;
}

/** A lead in a file. */
export interface ImportedLead {
  /** Its first row. */
  readonly row: number;
  readonly name: string;
  readonly type: string;
  readonly status: LeadStatus;
  readonly city: string;
  readonly website: string;
  readonly address: string;
  readonly notes: string;
  readonly contacts: ContactInput[];
}

/** The leads of a file; rows with the same name are one lead with several contacts. Problems are in the order of the rows. */
export function readLeads(rows: readonly LeadRow[]): { leads: ImportedLead[]; problems: LeadRowProblem[] } {
  const leads = new Map<string, { lead: ImportedLead; first: LeadRow }>();
  const problems = rows.flatMap((row) => {
    const known = row.cells.name === '' ? undefined : leads.get(row.cells.name);
    const lead = known?.lead ?? leadOf(row);
    lead.contacts.push(...contactsOf(row));
    if (!known) {
      leads.set(row.cells.name, { lead, first: row });
    }
    return [...invalidCells(row), ...(known ? differences(row, known.first) : []), ...excess(row, lead)];
  });
  return { leads: Array.from(leads.values(), ({ lead }) => lead), problems };
}

/** The rows of leads in an export. */
export async function* rowPages(pages: AsyncIterable<Lead[]>): AsyncGenerator<Record<LeadColumn, string>[]> {
  for await (const leads of pages) {
    yield leads.flatMap(rowsOf);
  }
}

function rowsOf({ institution, contacts }: Lead): Record<LeadColumn, string>[] {
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

function leadOf({ row, cells }: LeadRow): ImportedLead {
  const { name, type, city, website, address, notes } = cells;
  const status = LEAD_STATUSES.find((known) => known === cells.status.toLowerCase()) ?? 'new';
  return { row, name, type, status, city, website, address, notes, contacts: [] };
}

function contactsOf({ cells }: LeadRow): ContactInput[] {
  if (!hasContact(cells)) {
    return [];
  }
  return [
    {
      name: cells.contact_name,
      position: cells.contact_position,
      emails: emailsIn(cells.contact_emails),
      phones: phonesIn(cells.contact_phones),
    },
  ];
}

function hasContact(cells: LeadRow['cells']): boolean {
  return CONTACT_COLUMNS.some((column) => cells[column] !== '');
}

const emailsIn = (cell: string): string[] => cell.split(/[\s,;]+/).filter((email) => email !== '');
const phonesIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((phone) => phone.trim())
    .filter((phone) => phone !== '');

type Check = (cell: string, cells: LeadRow['cells']) => string | false;

const atMost =
  (max: number): Check =>
  (cell) =>
    Array.from(cell).length > max && `Too long: at most ${max} characters.`;
const given =
  (what: string, max: number): Check =>
  (cell, cells) =>
    cell === '' ? `The ${what} is missing.` : atMost(max)(cell, cells);

const CHECKS: Readonly<Record<LeadColumn, Check>> = {
  name: given('name', 255),
  type: given('type', 64),
  status: (cell) =>
    cell !== '' &&
    !LEAD_STATUSES.some((status) => status === cell.toLowerCase()) &&
    `Unknown status. Use ${LEAD_STATUSES.join(', ')}.`,
  city: atMost(255),
  website: atMost(255),
  address: atMost(1000),
  notes: atMost(2000),
  contact_name: (cell, cells) => hasContact(cells) && given('name of the contact', 255)(cell, cells),
  contact_position: atMost(255),
  contact_emails: (cell) => {
    const wrong = emailsIn(cell).find((email) => !isEmail(email) || email.length > 255);
    return wrong === undefined ? tooMany(emailsIn(cell)) : `Not an e-mail address: “${wrong.slice(0, 100)}”.`;
  },
  contact_phones: (cell) =>
    phonesIn(cell).some((phone) => Array.from(phone).length > 64)
      ? 'A phone number may have at most 64 characters.'
      : tooMany(phonesIn(cell)),
};

function tooMany(list: string[]): string | false {
  return list.length > 10 && 'Too many: at most 10, separated by semicolons.';
}

function invalidCells({ row, cells }: LeadRow): LeadRowProblem[] {
  return LEAD_COLUMNS.flatMap((column) => {
    const value = cells[column];
    const message = isStorable(value) ? CHECKS[column](value, cells) : 'Contains characters that cannot be stored.';
    return message === false ? [] : [{ row, column, value, message }];
  });
}

function differences({ row, cells }: LeadRow, first: LeadRow): LeadRowProblem[] {
  return INSTITUTION_COLUMNS.filter((column) => cells[column] !== first.cells[column]).map((column) => ({
    row,
    column,
    value: cells[column],
    message: `Row ${first.row} has the same name but another ${column}.`,
  }));
}

function excess({ row, cells }: LeadRow, { contacts }: ImportedLead): LeadRowProblem[] {
  const message = `A lead may have at most ${MAX_CONTACTS} contacts.`;
  return contacts.length === MAX_CONTACTS + 1
    ? [{ row, column: 'contact_name', value: cells.contact_name, message }]
    : [];
}
