import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { ANOMALY_RULES, SCANNED_TYPES } from './anomaly-rules';
import { AnomalyScan } from './anomaly-scan.entity';
import { ReportAnomaliesService } from './report-anomalies.service';

/** Limits the cost of the first scan, and of one after the server was down. */
const MAX_PART = 15 * 60_000;
/** Rows that were committed late are found by the next scan. */
const OVERLAP = 60_000;

const LOG = 'verifications';

/** Searches the verification log for anomalies, each part of it once. */
@Injectable()
export class AnomalyDetectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
    private readonly reports: ReportAnomaliesService,
  ) {}

  /** Continues where the last scan ended, at most 15 minutes ago. The lock makes two nodes take turns. */
  async scan(): Promise<void> {
    const settings = await this.settings.read();
    await this.work.run(async (manager) => {
      const to = this.clock.now();
      const from = await this.lockPosition(to);
      for (const type of SCANNED_TYPES) {
        await this.reports.report(type, await ANOMALY_RULES[type]({ manager, settings, from, to }));
      }
      await manager.update(AnomalyScan, { log: LOG }, { scannedUntil: to });
    });
  }

  private async lockPosition(to: Date): Promise<Date> {
    const { manager } = this.work;
    const earliest = new Date(to.getTime() - MAX_PART);
    await manager.query(`INSERT INTO anomaly_scans (log, scanned_until) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      LOG,
      earliest,
    ]);
    const { scannedUntil } = await manager.findOneOrFail(AnomalyScan, {
      where: { log: LOG },
      lock: { mode: 'for_no_key_update' },
    });
    return new Date(Math.min(Math.max(scannedUntil.getTime() - OVERLAP, earliest.getTime()), to.getTime()));
  }
}
