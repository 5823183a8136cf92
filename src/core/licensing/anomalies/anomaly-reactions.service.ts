import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { ChangeRecord } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { takeTurn } from '../../platform/jobs/take-turn';
import { LicenseLifecycleService } from '../licenses/license-lifecycle.service';
import { LicensesService } from '../licenses/licenses.service';
import { Anomaly, IS_PENDING } from './anomaly.entity';
import type { REACTION_EVENTS } from './reaction.events';

/** Licenses that one statement looks up. */
const BATCH = 100;

/** Reacts to anomalies as the rules say, and undoes it. */
@Injectable()
export class AnomalyReactionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly clock: Clock,
  ) {}

  /** Begins the reactions to new anomalies, in the transaction that found them. One that is added to later has had its reaction. */
  async begin(ids: readonly number[]): Promise<void> {
    const { manager } = this.work;
    const [rows] = await manager.query<[{ id: number }[], number]>(BEGIN, [ids, this.clock.now()]);
    await this.record(
      'anomaly.reaction_started',
      rows.map(({ id }) => id),
    );
  }

  /** Disables the licenses whose time has passed: each with its mark in one transaction, so that a restart repeats nothing. */
  async suspendDue(): Promise<void> {
    await takeTurn(async () => {
      const due = await this.work.manager.query<DueRow[]>(DUE, [this.clock.now(), BATCH]);
      for (const { id, license } of due) {
        await this.suspend(id, license);
      }
      return due.length === BATCH;
    });
  }

  /** Takes a pending suspension back, or enables the license if it is disabled by the reaction still. Repeated, it changes nothing. */
  async undo(uid: string): Promise<void> {
    const anomaly = await this.work.manager.findOneBy(Anomaly, { uid });
    if (!anomaly) {
      throw problem('ANOMALY_NOT_FOUND');
    }
    if (anomaly.reaction === null) {
      throw problem('ANOMALY_WITHOUT_REACTION');
    }
    const by = currentRequest()?.actor?.name ?? null;
    await this.licenses.runLocked(anomaly.licenseId, () => this.end(anomaly.id, 'undone_at IS NULL', by));
  }

  /** Cancels the pending suspensions of a customer's licenses for which a sign-in was asked: the owner is known by the address. */
  async signedIn(email: string): Promise<void> {
    let asked: DueRow[];
    do {
      asked = await this.work.manager.query<DueRow[]>(ASKED, [email, BATCH]);
      for (const { id, license } of asked) {
        await this.licenses.runLocked(license, () => this.end(id, IS_PENDING, email));
      }
    } while (asked.length === BATCH);
  }

  private async suspend(id: number, licenseId: number): Promise<void> {
    await this.licenses.runLocked(licenseId, async ({ license }) => {
      const isPending = await this.lock(id, IS_PENDING);
      if (!isPending) {
        return;
      }
      const now = this.clock.now();
      const wasEnabled = license.disabledAt === null;
      const disabled = await this.lifecycle.disable(licenseId);
      // An earlier suspension by somebody else is not undone with this one.
      const suspendedAt = wasEnabled ? disabled.license.disabledAt : now;
      await this.work.manager.update(Anomaly, id, { suspendedAt });
      await this.record('anomaly.license_suspended', [id]);
    });
  }

  /** The caller holds the lock of the license. */
  private async end(id: number, condition: string, by: string | null): Promise<void> {
    if (!(await this.lock(id, condition))) {
      return;
    }
    const { manager } = this.work;
    const { licenseId, suspendedAt } = await manager.findOneByOrFail(Anomaly, { id });
    if (suspendedAt) {
      await this.lifecycle.lift(licenseId, 'disabledAt', suspendedAt);
    }
    await manager.update(Anomaly, id, { undoneAt: this.clock.now(), undoneBy: by });
    await this.record('anomaly.reaction_undone', [id]);
  }

  private async lock(id: number, condition: string): Promise<boolean> {
    const rows = await this.work.manager.query<unknown[]>(
      `SELECT 1 FROM anomalies WHERE id = $1 AND ${condition} FOR NO KEY UPDATE`,
      [id],
    );
    return rows.length > 0;
  }

  private async record(event: ReactionEvent, ids: readonly number[]): Promise<void> {
    const { manager } = this.work;
    const anomalies = await manager.find(Anomaly, {
      where: { id: In(ids) },
      relations: { license: true },
      order: { id: 'ASC' },
    });
    await this.work.record(anomalies.map((anomaly) => this.changeRecord(event, anomaly)));
  }

  private changeRecord(event: ReactionEvent, anomaly: Anomaly): ChangeRecord {
    const { license, type, reaction, suspendAt } = anomaly;
    const identity = license ? eventPayload(license) : {};
    return this.work.changeRecord(event, anomaly, null, null, {
      ...identity,
      type,
      ...reaction,
      suspend_at: suspendAt,
    });
  }
}

type ReactionEvent = keyof typeof REACTION_EVENTS;

interface DueRow {
  readonly id: number;
  /** Numeric id of the license. */
  readonly license: number;
}

// A rule for the policy of the license goes before the one for all policies.
const BEGIN = `
  UPDATE anomalies SET
    reaction = jsonb_build_object(
      'mail_customer', rule.mail_customer, 'ask_sign_in', rule.ask_sign_in, 'report', rule.report,
      'suspend_after_days', rule.suspend_after_days
    ),
    suspend_at = $2::timestamptz + rule.suspend_after_days * interval '1 day'
  FROM (
    SELECT DISTINCT ON (found.id) found.id, r.mail_customer, r.ask_sign_in, r.report, r.suspend_after_days
    FROM anomalies found
    JOIN licenses l ON l.id = found.license_id
    JOIN reaction_rules r ON r.type = found.type AND (r.policy_id = l.policy_id OR r.policy_id IS NULL)
    WHERE found.id = ANY ($1::bigint[]) AND found.reaction IS NULL
    ORDER BY found.id, r.policy_id NULLS LAST
  ) AS rule
  WHERE anomalies.id = rule.id
  RETURNING anomalies.id`;

const DUE = `
  SELECT id, license_id AS license FROM anomalies
  WHERE ${IS_PENDING} AND suspend_at <= $1 ORDER BY suspend_at, id LIMIT $2`;

const ASKED = `
  SELECT anomaly.id, anomaly.license_id AS license
  FROM customers customer
  JOIN licenses l ON l.customer_id = customer.id
  JOIN anomalies anomaly ON anomaly.license_id = l.id
  WHERE customer.email = $1 AND ${IS_PENDING.replaceAll(/"\w+"/g, 'anomaly.$&')} AND (anomaly.reaction->>'ask_sign_in')::boolean
  ORDER BY anomaly.license_id, anomaly.id LIMIT $2`;
