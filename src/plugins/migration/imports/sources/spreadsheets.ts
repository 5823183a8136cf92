import { CRYPTLEX_LICENSES, cryptlexRow } from './cryptlex';
import { comparable, type ServerColumns, usualField } from './csv-fields';
import { licenseRows } from './csv-license';
import type { ConvertedRow, CsvValues } from './csv-columns';
import { csvPages } from './csv-rows';
import type { ImportSource } from './import-source';
import { LeftAside } from './left-aside';

interface Columns {
  readonly known: ServerColumns<string>;
  /** Gives meanings of its own another one. */
  readonly convert?: (values: CsvValues) => ConvertedRow;
}

/**
 * The export of sales. The API goes on with the facts in `metadata.gumroad`. Headings and values were read from `PurchaseExportService` in Gumroad's sources, which are public. A
 * purchase without a license has no key.
 */
const GUMROAD_SALES: ServerColumns = {
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
  'Purchase ID': 'metadata.gumroad.purchase_id',
  'Order Number': 'metadata.gumroad.order_number',
  Quantity: 'metadata.gumroad.quantity',
  'License Key Activation Count': 'metadata.gumroad.uses',
};

/** Columns of licenses in CSV files of LicenseSpring, by docs.licensespring.com/management-api/license/import-licenses-from-csv. */
const LICENSESPRING_LICENSES: ServerColumns = {
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
  spreadsheet('gumroad', 'Gumroad', { known: GUMROAD_SALES }),
  spreadsheet('licensespring', 'LicenseSpring', { known: LICENSESPRING_LICENSES }),
  spreadsheet('cryptlex', 'Cryptlex', { known: CRYPTLEX_LICENSES, convert: cryptlexRow }),
  spreadsheet('spreadsheet', 'a spreadsheet'),
];

/** @param server the server that wrote the file; without one, usual headings are recognized */
function spreadsheet(name: string, title: string, server?: Columns): ImportSource {
  const meanings = server && byHeading(server.known);
  const columnOf = (heading: string): string | undefined =>
    meanings ? meanings.get(comparable(heading)) : usualField(heading);
  const convert = server?.convert ?? ((values: CsvValues): ConvertedRow => ({ values, notes: [] }));
  return {
    name,
    title,
    ...(server?.convert === undefined && { columnOf }),
    takes: ['charset', 'product', 'columns', 'dates', 'damaged', 'header_line'],
    async *read(file, { columns = {}, timeZone: zone = 'UTC', product, now, charset, dates, damaged, headerLine }) {
      const chosen = byHeading(columns);
      // Two columns of one meaning would contradict each other.
      const taken = new Set(chosen.values());
      const meaningOf = (heading: string): string | undefined => {
        const own = chosen.get(comparable(heading));
        if (own !== undefined) {
          return own === '' ? undefined : own;
        }
        const usual = columnOf(heading);
        return usual !== undefined && taken.has(usual) ? undefined : usual;
      };
      const aside = new LeftAside();
      const reader = { charset, meaningOf, named: Object.keys(columns), damaged, headerLine, aside };
      for await (const rows of csvPages(file, reader)) {
        yield rows.flatMap((row) => {
          const { values, notes } = convert(row.values);
          return licenseRows(values, { zone, now, product, dates }, [...row.notes, ...notes]);
        });
      }
      yield aside.columns();
    },
  };
}

function byHeading(columns: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(columns).map(([heading, meaning]) => [comparable(heading), meaning]));
}
