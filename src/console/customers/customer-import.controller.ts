import { CUSTOMER_FORMAT, ImportCustomersService } from '../../customers/customers/import-customers.service';
import { Permission } from '../../identity/permissions/permission';
import { importPages } from '../import/import-pages';
import type { ImportKind } from '../import/import-kind';
import { texts } from '../../i18n/texts';
import { CUSTOMERS_PATH, importPath } from './customer-paths';

function customerImport(imports: ImportCustomersService): ImportKind {
  return {
    path: importPath,
    listPath: CUSTOMERS_PATH,
    format: CUSTOMER_FORMAT,
    texts: () => {
      const { importTitle, customers, importColumns, importRule, imported } = texts('customers');
      return {
        title: importTitle,
        list: customers,
        hints: [importColumns, importRule],
        imported: (count) => imported({ count }),
      };
    },
    import: (file, isDryRun) => imports.import(file, isDryRun),
  };
}

export const CustomerImportController = importPages(
  importPath,
  Permission.CustomersWrite,
  ImportCustomersService,
  customerImport,
);
