import { exportPages } from '../../../pages/exports/export-pages';
import { LeadExportService } from './lead-export.service';
import { EXPORT_PATH } from './lead-paths';

export const LeadExportController = exportPages(EXPORT_PATH, 'leads:read', LeadExportService);
