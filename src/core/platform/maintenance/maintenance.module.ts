import { Global, Module } from '@nestjs/common';
import { MaintenanceService } from './maintenance.service';
import { MAINTENANCE_SETTINGS } from './maintenance.settings';

/** Maintenance, in which nothing is changed. Global, because each page of the console shows it. */
@Global()
@Module({
  providers: [MaintenanceService, { provide: 'settings:maintenance', useValue: MAINTENANCE_SETTINGS }],
  exports: [MaintenanceService],
})
export class MaintenanceModule {}
