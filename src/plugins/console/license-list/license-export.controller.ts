import { Permission } from '../../../core/identity';
import { exportPages } from '../../../pages/exports/export-pages';
import { LicenseExportService } from './license-export.service';
import { exportPath } from './license-paths';

export const LicenseExportController = exportPages(exportPath, Permission.LicensesRead, LicenseExportService);
