import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { activationId } from '../../licenses/activations/activation-id';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import type { ChangeRecord } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { AnomalyType } from '../licenses/anomaly-types';
import { AnomalyReactionsService } from './anomaly-reactions.service';
import type { Finding } from './anomaly-rules';
import { Anomaly } from './anomaly.entity';

/** Types whose anomaly has a list in its details, to which later findings are added. */
const LISTS: Readonly<Partial<Record<AnomalyType, string>>> = { cloned_device: 'devices', key_leaked: 'places' };

/** Entries of such a list. */
const MAX_LISTED = 100;

/** Opens anomalies, and begins the reactions to them. */
@Injectable()
export class ReportAnomaliesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reactions: AnomalyReactionsService,
    private readonly clock: Clock,
  ) {}

  /** Findings of different licenses, in the transaction of the caller. */
  async report(type: AnomalyType, findings: readonly Finding[]): Promise<void> {
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
      LISTS[type] ?? null,
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

// A license has one unresolved anomaly of a type. Further entries of its list are added to it.
const INSERT = `
  INSERT INTO anomalies (type, license_id, activation_id, details, detected_at)
  SELECT $1, license_id, activation_id, details, $5
  FROM unnest($2::bigint[], $3::bigint[], $4::jsonb[]) AS finding (license_id, activation_id, details)
  ON CONFLICT (type, license_id) WHERE resolved_at IS NULL DO UPDATE
  SET activation_id = excluded.activation_id, details = excluded.details || jsonb_build_object(
    $6::text, (excluded.details->$6) || coalesce(anomalies.details->$6, '[]')
  )
  WHERE $6 IS NOT NULL AND NOT coalesce(anomalies.details->$6, '[]') @> (excluded.details->$6)
    AND jsonb_array_length(coalesce(anomalies.details->$6, '[]')) < ${MAX_LISTED}
  RETURNING id
`;
