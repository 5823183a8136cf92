import { Permission } from '../../../core/identity';
import { exportPages } from '../../../pages/exports/export-pages';
import { DeviceListExportService } from './device-list-export.service';
import { DEVICE_EXPORT_PATH } from './device-query.dto';

export const DeviceExportController = exportPages(
  DEVICE_EXPORT_PATH,
  Permission.ActivationsRead,
  DeviceListExportService,
);
