/** Meanings that a column of a spreadsheet can have, with usual headings: compared by their letters and digits. */
const HEADINGS = {
  // Neither “License”, which may be its type, nor “Code”.
  key: [
    'key',
    'license key',
    'licence key',
    'license code',
    'serial',
    'serial number',
    'product key',
    'activation key',
  ],
  product: ['product', 'product id', 'product code', 'sku', 'item', 'application', 'app'],
  product_name: ['product name', 'item name'],
  type: ['type', 'license type', 'edition', 'plan', 'variant', 'tier'],
  email: ['email', 'e-mail', 'mail', 'customer email', 'buyer email', 'user email', 'email address'],
  /** Recipient of a gift; precedes `email`. */
  recipient_email: ['recipient email'],
  name: ['name', 'customer', 'customer name', 'buyer name', 'client', 'full name', 'user name'],
  first_name: ['first name'],
  last_name: ['last name', 'surname'],
  company: ['company', 'company name', 'organization', 'organisation'],
  phone: ['phone', 'phone number', 'telephone'],
  seats: [
    ...['seats', 'max activations', 'activation limit', 'activations limit', 'allowed activations', 'max devices'],
    // Heading of an export plugin of WooCommerce.
    'times activated max',
  ],
  /** Yes: any number of seats, whatever `seats` says. */
  is_unlimited: ['unlimited', 'allow unlimited activations'],
  starts_at: ['starts at', 'start date', 'valid from'],
  expires_at: [
    'expires',
    'expires at',
    'expiry',
    'expiry date',
    'expiration',
    'expiration date',
    'valid until',
    'end date',
  ],
  /** Such as `30`, `30d` or `1y`, from the first activation. */
  duration: ['duration', 'days', 'duration days', 'valid for'],
  created_at: ['created', 'created at', 'date created', 'issued', 'issued at', 'purchase date', 'order date', 'date'],
  updates_until: ['updates until', 'maintenance until', 'maintenance expiry'],
  support_until: ['support until'],
  status: ['status', 'license status'],
  is_enabled: ['enabled', 'is enabled', 'is active'],
  is_disabled: ['disabled', 'is disabled', 'suspended'],
  is_revoked: ['revoked', 'is revoked', 'refunded', 'fully refunded'],
  /** A payment that the buyer has taken back, unless `is_dispute_won`. */
  is_disputed: ['disputed'],
  is_dispute_won: ['dispute won'],
  description: ['description', 'note', 'notes', 'comment', 'comments'],
  allowed_domains: ['allowed domains'],
  allowed_ips: ['allowed ips', 'allowed addresses'],
  /** Where the license is active, separated by commas, semicolons or lines. */
  domains: ['domains', 'domain', 'sites', 'site', 'urls', 'url', 'activated urls'],
  devices: [
    'devices',
    'device',
    'machines',
    'machine',
    'fingerprint',
    'hardware id',
    'machine id',
    'hwid',
    'device id',
  ],
  /** Applies to the domains and devices in the row. */
  activated_at: ['activated at', 'activated on', 'activation date', 'date activated', 'first activated at'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CsvField = keyof typeof HEADINGS;

/** Meanings by headings; `metadata.NAME` is kept with the license. `Own` are meanings of one server. */
export type ServerColumns<Own extends string = never> = Readonly<Record<string, CsvField | `metadata.${string}` | Own>>;

export const CSV_FIELDS = Object.keys(HEADINGS) as CsvField[];

const METADATA = /^metadata\.[\w-]{1,64}$/;

/** A meaning, or `metadata.NAME` for a value that is kept with the license. */
export function isCsvField(text: string): boolean {
  return METADATA.test(text) || CSV_FIELDS.some((field) => field === text);
}

const BY_HEADING = new Map<string, CsvField>(
  CSV_FIELDS.flatMap((field) => [field, ...HEADINGS[field]].map((heading) => [comparable(heading), field])),
);

/** The meaning of a usual heading. */
export function usualField(heading: string): CsvField | undefined {
  return BY_HEADING.get(comparable(heading));
}

/** Letters and digits, without case and accents; all of a heading without any. */
export function comparable(heading: string): string {
  const letters = heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return letters === '' ? heading.trim() : letters;
}
