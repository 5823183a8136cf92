import { stringify } from 'csv-stringify/sync';
import { asImported } from './imports';

export interface GumroadSale {
  readonly number: number;
  readonly key: string;
  readonly product: 'pencil' | 'ink';
  readonly isGift: boolean;
  readonly variant: string;
  readonly isRefunded: boolean;
  readonly isLost: boolean;
  readonly isWon: boolean;
  readonly isRevoked: boolean;
  readonly isEnabled: boolean;
  readonly end: string;
}

/** Sales with everything that a shop of years has, by their number; every 50th is one without a license. */
export function gumroadSale(number: number): GumroadSale {
  const is = (every: number, rest = 0): boolean => number % every === rest;
  const hex = number.toString(16).padStart(8, '0').toUpperCase();
  return {
    number,
    key: is(50) ? '' : `${hex}-C0FFEE12-DEADBE34-0FF1CE56`,
    product: is(3) ? 'ink' : 'pencil',
    isGift: is(11),
    variant: is(4) ? '(Team, "big")' : '',
    isRefunded: is(13),
    isLost: is(17),
    isWon: is(19),
    isRevoked: is(23),
    isEnabled: !is(29),
    end: is(7) ? '2025-03-04 05:06:07 UTC' : '',
  };
}

/** All columns of an export of sales, in their order. */
const GUMROAD_COLUMNS =
  'Purchase ID|Item Name|Buyer Name|Purchase Email|Buyer Email|Do not contact?|Purchase Date|' +
  'Purchase Time (UTC timezone)|Subtotal ($)|Taxes ($)|Tax Type|Shipping ($)|Sale Price ($)|Fees ($)|Net Total ($)|' +
  'Tip ($)|Tax Included in Price?|Street Address|City|Zip Code|State|Country|Referrer|Refunded?|Partial Refund ($)|' +
  'Fully Refunded?|Disputed?|Dispute Won?|Access Revoked?|Variants|Discount Code|Recurring Charge?|' +
  'Free trial purchase?|Pre-order authorization?|Product ID|Order Number|Pre-order authorization time (UTC timezone)|' +
  'Custom Fields|Item Price ($)|Variants Price ($)|Giftee Email|SKU ID|Quantity|Recurrence|Affiliate|' +
  'Affiliate commission ($)|Discover?|Cancellation Date|Subscription End Date|Rating|Review|License Key|' +
  'License Key Activation Count|License Key Enabled?|Payment Type';

/** An export with a second charge of each subscription, the line of totals, and formulas made harmless. */
export function gumroadCsv(count: number): string {
  const columns = GUMROAD_COLUMNS.split('|');
  const sales = Array.from({ length: count }, (_, index) => gumroadSale(index + 1)).flatMap((sale) => [
    saleRow(sale, '0'),
    ...(sale.end === '' || sale.key === '' ? [] : [saleRow(sale, '1')]),
  ]);
  const totals = { 'Purchase ID': 'Totals', 'Sale Price ($)': '12.0' };
  return stringify([...sales, totals], { header: true, columns, escape_formulas: true });
}

function saleRow(sale: GumroadSale, recurring: string): Record<string, string> {
  const flag = (value: boolean): string => (value ? '1' : '0');
  return {
    'Purchase ID': `p${sale.number}==`,
    'Item Name': sale.product === 'ink' ? 'Ink; "blue"' : 'Pencil\n2',
    'Buyer Name': `=Buyer ${sale.number}`,
    'Purchase Email': `Buyer${sale.number % 100}@shop.example`,
    'Giftee Email': sale.isGift ? `friend${sale.number}@shop.example` : '',
    'Purchase Date': '2024-05-06',
    'Purchase Time (UTC timezone)': '2024-05-06 07:08:09 UTC',
    'Refunded?': flag(sale.isRefunded),
    'Fully Refunded?': flag(sale.isRefunded),
    'Disputed?': flag(sale.isLost || sale.isWon),
    'Dispute Won?': flag(sale.isWon),
    'Access Revoked?': flag(sale.isRevoked),
    Variants: sale.variant,
    'Recurring Charge?': recurring,
    'Product ID': sale.product,
    'Order Number': String(1_000_000 + sale.number),
    Quantity: '1',
    'Subscription End Date': sale.end,
    'License Key': sale.key,
    'License Key Activation Count': sale.key === '' ? '' : '4',
    'License Key Enabled?': sale.key === '' ? '' : flag(sale.isEnabled),
  };
}

/** Columns of licenses in files of LicenseSpring, by its documentation. */
const LICENSESPRING_COLUMNS = [
  ...['customer__email', 'customer__first_name', 'customer__last_name', 'customer__company_name', 'customer__phone'],
  ...['customer__reference', 'order__store_id', 'order__type', 'order__is_trial', 'license__license_key'],
  ...['license__enabled', 'license__max_activations', 'license__allow_unlimited_activations'],
  ...['license__validity_period', 'license__valid_duration', 'license__license_type', 'license__maintenance_period'],
  ...['license__subscription_id', 'license__note', 'product__short_code'],
] as const;

export type LicenseSpringRow = Partial<Record<(typeof LICENSESPRING_COLUMNS)[number], string>>;

export function licenseSpringCsv(rows: readonly LicenseSpringRow[]): string {
  return stringify([...rows], { header: true, columns: [...LICENSESPRING_COLUMNS] });
}

export interface LicenseSpringLicense {
  readonly number: number;
  /** Why it cannot be imported. */
  readonly fault: 'duration_invalid' | 'boolean_invalid' | null;
  readonly user: number | null;
  readonly product: 'studio' | 'Viewer';
  readonly ends: boolean;
  readonly duration: '' | '30d' | '1y';
  readonly isUnlimited: boolean;
  readonly isEnabled: boolean;
  readonly isMaintained: boolean;
  readonly note: string;
}

/** Licenses of a vendor of years by their number. */
export function licenseSpringLicense(number: number): LicenseSpringLicense {
  const is = (every: number): boolean => number % every === 0;
  return {
    number,
    fault: is(31) ? 'duration_invalid' : is(37) ? 'boolean_invalid' : null,
    user: is(10) ? null : number % 70,
    product: is(5) ? 'Viewer' : 'studio',
    ends: is(3),
    duration: is(3) ? '' : is(4) ? '30d' : is(7) ? '1y' : '',
    isUnlimited: is(6),
    isEnabled: !is(9),
    isMaintained: is(12),
    note: is(8) ? 'moved, "by hand"' : '',
  };
}

export function licenseSpringRow(license: LicenseSpringLicense): LicenseSpringRow {
  const { number, fault, user } = license;
  const flag = (value: boolean): string => (value ? 'True' : 'False');
  return {
    license__license_key: `LS-${number}-Ä`,
    product__short_code: license.product,
    order__store_id: `order-${number}`,
    license__license_type: number % 2 === 0 ? 'time-limited' : 'perpetual',
    license__note: license.note,
    license__max_activations: String(1 + (number % 4)),
    license__allow_unlimited_activations: flag(license.isUnlimited),
    license__enabled: fault === 'boolean_invalid' ? 'perhaps' : flag(license.isEnabled),
    license__validity_period: license.ends ? '2031-02-03' : '',
    license__valid_duration: fault === 'duration_invalid' ? 'a while' : license.duration,
    license__maintenance_period: license.isMaintained ? '2030-02-03' : '',
    customer__email: user === null ? '' : `${number % 2 === 0 ? 'USER' : 'user'}${user}@shop.example`,
    customer__first_name: 'Ann',
    customer__last_name: `O'Hara ${user ?? ''}`,
  };
}

/** As `importedWithTerms` finds it, without the time of the import. */
export function licenseSpringAsImported(license: LicenseSpringLicense): object {
  const { number, user, product, duration, isMaintained } = license;
  return asImported({
    key: `LS-${number}-Ä`,
    product,
    product_name: product,
    uses: null,
    activations: [],
    allowed_ips: [],
    type_label: number % 2 === 0 ? 'time-limited' : null,
    customer: user === null ? null : `user${user}@shop.example`,
    customer_name: user === null ? null : `Ann O'Hara ${user}`,
    seats: license.isUnlimited ? null : 1 + (number % 4),
    state: license.isEnabled ? 'active' : 'disabled',
    expires_at: license.ends ? '2031-02-03T23:59:59.000Z' : null,
    created_at: null,
    metadata: { order_id: `order-${number}` },
    description: license.note,
    duration_days: duration === '' ? null : duration === '30d' ? 30 : 365,
    expiry_basis: duration === '' ? 'fixed' : 'first_activation',
    updates_until: isMaintained ? new Date('2030-02-03T23:59:59Z') : null,
  });
}
