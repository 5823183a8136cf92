import { Module } from '@nestjs/common';
import { LicensesModule } from '../../licenses/licenses.module';
import { AnomaliesModule } from '../anomalies/anomalies.module';
import { LeakReportsController } from './leak-reports.controller';
import { LeakReportsService } from './leak-reports.service';
import { ScannerKeysService } from './scanner-keys.service';

/** Reports of license keys that were found in public. */
@Module({
  imports: [AnomaliesModule, LicensesModule],
  controllers: [LeakReportsController],
  providers: [LeakReportsService, ScannerKeysService],
})
export class LeaksModule {}
