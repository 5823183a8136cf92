import { exportPages } from '../../../../pages/exports/export-pages';
import { OrderListExportService } from './order-list-export.service';
import { EXPORT_PATH } from './order-paths';

export const OrderListExportController = exportPages(EXPORT_PATH, 'orders:read', OrderListExportService);
