import { Permission } from '../../../core/identity';
import { exportPages } from '../../../pages/exports/export-pages';
import { AuditExportService } from './audit-export.service';
import { EXPORT_PATH } from './audit-query.dto';

export const AuditExportController = exportPages(EXPORT_PATH, Permission.AuditRead, AuditExportService);
