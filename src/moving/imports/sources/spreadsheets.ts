import { comparable, type CsvField, usualField } from './csv-fields';
import { licenseRows } from './csv-license';
import { csvPages } from './csv-rows';
import type { ImportSource } from './import-source';

/** Meanings by headings; `metadata.NAME` is kept with the license. */
type Columns = Readonly<Record<string, CsvField | `metadata.${string}`>>;

/**
 * The export of sales. Headings and values were read from `PurchaseExportService` in Gumroad's sources, which are public. A
 * purchase without a license has no key.
 */
const GUMROAD_SALES: Columns = {
  'License Key': 'key',
  'Product ID': 'product',
  'Item Name': 'product_name',
  Variants: 'type',
  'Purchase Email': 'email',
  'Giftee Email': 'recipient_email',
  'Buyer Name': 'name',
  'Purchase Time (UTC timezone)': 'created_at',
  'Subscription End Date': 'expires_at',
  'License Key Enabled?': 'is_enabled',
  'Access Revoked?': 'is_disabled',
  'Fully Refunded?': 'is_revoked',
  'Disputed?': 'is_disputed',
  'Dispute Won?': 'is_dispute_won',
  'Purchase ID': 'metadata.purchase_id',
  'Order Number': 'metadata.order_number',
  Quantity: 'metadata.quantity',
  'License Key Activation Count': 'metadata.uses',
};

/** Columns of licenses in CSV files of LicenseSpring, by docs.licensespring.com/management-api/license/import-licenses-from-csv. */
const LICENSESPRING_LICENSES: Columns = {
  license__license_key: 'key',
  product__short_code: 'product',
  license__license_type: 'type',
  license__max_activations: 'seats',
  license__allow_unlimited_activations: 'is_unlimited',
  license__validity_period: 'expires_at',
  license__valid_duration: 'duration',
  license__maintenance_period: 'updates_until',
  license__enabled: 'is_enabled',
  license__note: 'description',
  license__subscription_id: 'metadata.subscription_id',
  customer__email: 'email',
  customer__first_name: 'first_name',
  customer__last_name: 'last_name',
  customer__company_name: 'company',
  customer__phone: 'phone',
  customer__reference: 'metadata.customer_reference',
  order__store_id: 'metadata.order_id',
};

export const SPREADSHEETS: readonly ImportSource[] = [
  spreadsheet('gumroad', 'Gumroad', GUMROAD_SALES),
  spreadsheet('licensespring', 'LicenseSpring', LICENSESPRING_LICENSES),
  spreadsheet('spreadsheet', 'a spreadsheet', null),
];

/** @param known columns of the server that wrote the file; null recognizes usual headings */
function spreadsheet(name: string, title: string, known: Columns | null): ImportSource {
  const meanings = known && byHeading(known);
  return {
    name,
    title,
    async *read(file, { columns = {}, timeZone: zone = 'UTC', product, now }) {
      const chosen = byHeading(columns);
      // Two columns of one meaning would contradict each other.
      const taken = new Set(chosen.values());
      const meaningOf = (heading: string): string | undefined => {
        const usual = meanings ? meanings.get(comparable(heading)) : usualField(heading);
        return chosen.get(comparable(heading)) ?? (usual !== undefined && taken.has(usual) ? undefined : usual);
      };
      for await (const rows of csvPages(file, meaningOf, Object.keys(columns))) {
        yield rows.flatMap((values) => licenseRows(values, { zone, now, product }));
      }
    },
  };
}

function byHeading(columns: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(columns).map(([heading, meaning]) => [comparable(heading), meaning]));
}
