import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { activationId } from '../../licenses/activations/activation-id';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { Anomaly } from './anomaly.entity';
import { ANOMALY_TYPES, type AnomalyType } from '../licenses/anomaly-types';
import { ANOMALY_RULES, type Finding } from './anomaly-rules';
import { AnomalyReactionsService } from './anomaly-reactions.service';
import { AnomalyScan } from './anomaly-scan.entity';

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
    private readonly reactions: AnomalyReactionsService,
  ) {}

  /** Continues where the last scan ended, at most 15 minutes ago. The lock makes two nodes take turns. */
  async scan(): Promise<void> {
    const settings = await this.settings.read();
    await this.work.run(async (manager) => {
      const to = this.clock.now();
      const from = await this.lockPosition(to);
      for (const type of ANOMALY_TYPES) {
        await this.report(type, await ANOMALY_RULES[type]({ manager, settings, from, to }));
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

  private async report(type: AnomalyType, findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) {
      return;
    }
    const now = this.clock.now();
    const rows = await this.work.manager.query<{ id: number }[]>(INSERT, [
      type,
      findings.map(({ licenseId }) => licenseId),
      findings.map(({ activationId }) => activationId),
      findings.map(({ details }) => JSON.stringify(details)),
      now,
    ]);
    await this.reactions.begin(rows.map(({ id }) => id));
    const anomalies = await this.work.manager.findBy(Anomaly, { id: In(rows.map(({ id }) => id)) });
    const licenses = await this.work.manager.findBy(License, { id: In(anomalies.map(({ licenseId }) => licenseId)) });
    const anomalyOf = new Map(anomalies.map((anomaly) => [anomaly.licenseId, anomaly]));
    const detailsOf = new Map(findings.map(({ licenseId, details }) => [licenseId, details]));
    await this.work.record(
      licenses.map((license) =>
        this.changeRecord(license, anomalyOf.get(license.id) ?? new Anomaly(), detailsOf.get(license.id) ?? {}, now),
      ),
    );
  }

  /** @param details of the finding; the anomaly may also have earlier ones */
  private changeRecord(license: License, anomaly: Anomaly, details: object, now: Date): ChangeRecord {
    const { uid, activationId: id, type } = anomaly;
    return this.work.changeRecord('license.suspicious_activity', license, null, null, {
      ...eventPayload(license),
      activation_id: id && activationId({ id }),
      anomaly: uid,
      type,
      details,
      detected_at: now,
    });
  }
}

// A license has one unresolved anomaly of a type. Further cloned devices are added to it.
const INSERT = `
  INSERT INTO anomalies (type, license_id, activation_id, details, detected_at)
  SELECT $1, license_id, activation_id, details, $5
  FROM unnest($2::bigint[], $3::bigint[], $4::jsonb[]) AS finding (license_id, activation_id, details)
  ON CONFLICT (type, license_id) WHERE resolved_at IS NULL DO UPDATE
  SET activation_id = excluded.activation_id, details = excluded.details || jsonb_build_object(
    'devices', (excluded.details->'devices') || coalesce(anomalies.details->'devices', '[]')
  )
  WHERE anomalies.type = 'cloned_device'
  RETURNING id
`;
