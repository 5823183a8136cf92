import { Permission } from '../../../core/identity';
import { exportPages } from '../../../pages/exports/export-pages';
import { CustomerExportService } from './customer-export.service';
import { CustomerListExportService } from './customer-list-export.service';
import { EXPORT_PATH, ownExportPath } from './customer-paths';

export const CustomerListExportController = exportPages(
  EXPORT_PATH,
  Permission.CustomersRead,
  CustomerListExportService,
);

export const CustomerExportController = exportPages(
  ownExportPath(':id'),
  Permission.CustomersRead,
  CustomerExportService,
);
