import { CUSTOMER_FORMAT, type ImportCustomersService } from '../../customers/customers/import-customers.service';
import type { ImportKind } from '../import/import-kind';
import { CUSTOMERS_PATH, importPath } from './customer-paths';
import { TEXTS } from './texts';

export function customerImport(imports: ImportCustomersService): ImportKind {
  return {
    path: importPath,
    listPath: CUSTOMERS_PATH,
    format: CUSTOMER_FORMAT,
    texts: () => {
      const { importTitle, customers, importColumns, importRule, imported } = TEXTS();
      return { title: importTitle, list: customers, hints: [importColumns, importRule], imported };
    },
    import: (file, isDryRun) => imports.import(file, isDryRun),
  };
}
