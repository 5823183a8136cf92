import { plainToInstance } from 'class-transformer';
import type { CsvReading } from '../../common/csv/csv-reading';
import { csvColumns, readCsv } from '../../common/csv/csv-rows';
import { type RowsOfFile, type ValidatedRows, validateRows } from '../../common/csv/import-report';
import { defined } from '../../common/fields/fields-of';
import { MAX_VALUES, storable } from '../../common/http/json-body';
import { ImportLicenseDto } from './dto/import-license.dto';

type Read = (cell: string) => unknown;

const textIn = (cell: string): string | null => (cell === '' ? null : cell);
const text: Read = textIn;
const number: Read = (cell) => (/^-?\d+$/.test(cell) ? Number(cell) : textIn(cell));
/** An empty cell is as good as no column. */
const optionalText: Read = (cell) => (cell === '' ? undefined : cell);
const optionalNumber: Read = (cell) => (cell === '' ? undefined : number(cell));
const jsonIn = (cell: string): unknown => (cell === '' ? undefined : parsed(cell));
const json: Read = jsonIn;
const list: Read = (cell) =>
  cell === '' || cell.startsWith('[') ? jsonIn(cell) : cell.split(';').map((item) => item.trim());
const COLUMNS = {
  key: optionalText,
  product: (cell) => cell,
  products: list,
  customer_id: text,
  customer_reference: optionalText,
  customer_email: optionalText,
  customer_name: optionalText,
  group: text,
  policy: optionalText,
  policy_version: optionalNumber,
  policy_overrides: json,
  type: optionalText,
  type_label: text,
  state: optionalText,
  starts_at: text,
  expires_at: text,
  duration_days: number,
  duration_months: number,
  expiry_basis: optionalText,
  updates_until: text,
  support_until: text,
  max_activations: number,
  max_users: number,
  users: list,
  max_sessions: number,
  uses_limit: number,
  features: list,
  entitlements: json,
  meters: json,
  credits: json,
  allowed_domains: list,
  allowed_ips: list,
  restricted_to_email: text,
  restricted_to_client_name: text,
  description: optionalText,
  metadata: json,
  batch: text,
  first_activated_at: text,
} satisfies Partial<Record<keyof ImportLicenseDto, Read>>;

/** Column of a CSV file of licenses that is imported. */
export type LicenseColumn = keyof typeof COLUMNS;

/** Columns of a CSV file of licenses: those that are imported, required, or ignored because exports have them. */
export const LICENSE_FORMAT = {
  columns: Object.keys(COLUMNS) as LicenseColumn[],
  required: ['product'] as const,
  ignored: [
    'id',
    'number',
    'order_id',
    'status',
    'seats_used',
    'uses',
    'checked_in_at',
    'free_hosts',
    'last_seen_at',
    'created_at',
    'updated_at',
  ],
};

/**
 * An empty cell is null, such as no limit. A column that the file lacks takes the policy's value.
 * @throws VALIDATION_ERROR if the file as a whole cannot be read
 */
export async function readLicenses(csv: Buffer, reading?: CsvReading): Promise<ValidatedRows<ImportLicenseDto>> {
  const file = await readCsv(csv, LICENSE_FORMAT, reading);
  return validateLicenses(file, csvColumns(csv, LICENSE_FORMAT, reading));
}

/** @param columns those that the file has */
export function validateLicenses(
  file: RowsOfFile<LicenseColumn>,
  columns: readonly LicenseColumn[],
): Promise<ValidatedRows<ImportLicenseDto>> {
  return validateRows(file, (cells) => {
    const values = columns.map((column) => [column, COLUMNS[column](cells[column])] as const);
    return plainToInstance(ImportLicenseDto, defined(Object.fromEntries(values)));
  });
}

/** Text that is no JSON, or that no body may contain, is refused by the validator of the field. */
function parsed(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    storable({ value }, MAX_VALUES, { isExact: true });
    return value;
  } catch {
    return cell;
  }
}
