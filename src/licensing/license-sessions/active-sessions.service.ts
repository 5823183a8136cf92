import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { activationId } from '../activations/activation-id';
import { Clock } from '../../common/clock';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../licenses/event-payload';
import type { License } from '../licenses/license.entity';
import { deadline, LicenseSession, SESSION_TIMEOUT, type SessionEnd } from './license-session.entity';
import type { EventName } from '../../platform/records/event-catalogue';

export interface EndedSession {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly reason: SessionEnd;
}

/**
 * Counts and ends the sessions of one license. Whoever counts them, or ends several, holds the license's row. Everybody
 * takes an activation's row before its session's. So nobody waits for who waits for him.
 */
@Injectable()
export class ActiveSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Waits for beats under way, so that whoever counts next counts none that is dead. */
  async expireStale(license: License): Promise<void> {
    await this.end(license, DEAD, 'timeout');
  }

  async countOf(license: License): Promise<number> {
    const [{ running }] = await this.work.manager.query<[{ running: number }]>(COUNT_RUNNING, [license.id]);
    return running;
  }

  /** Ends what runs on these devices, which have left. */
  async endAllOf(license: License, activationIds: readonly number[]): Promise<void> {
    if (activationIds.length > 0) {
      await this.end(license, 'activation_id = ANY ($6::bigint[])', 'deactivated', activationIds);
    }
  }

  /** Null where it has ended already. Where it was dead, that is how it ends. */
  async endOne(license: License, { id }: LicenseSession): Promise<EndedSession | null> {
    const [ended] = await this.end(license, 'id = $6', 'ended', id);
    const end = ended?.endBy(this.clock.now());
    return ended && end ? { startedAt: ended.startedAt, endedAt: end.at, reason: end.reason } : null;
  }

  async expireIfStale(license: License, { id }: LicenseSession): Promise<void> {
    await this.end(license, `id = $6 AND ${DEAD}`, 'timeout', id);
  }

  started(license: License, session: LicenseSession): Promise<void> {
    return this.work.record([this.happening('license_session.started', license, session)]);
  }

  private async end(
    license: License,
    which: string,
    reason: SessionEnd,
    ...more: unknown[]
  ): Promise<LicenseSession[]> {
    const now = this.clock.now();
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(`${END} AND ${which} RETURNING id`, [
      license.id,
      now,
      SESSION_TIMEOUT,
      deadline(now),
      reason,
      ...more,
    ]);
    if (rows.length === 0) {
      return [];
    }
    const ended = await this.work.manager.findBy(LicenseSession, { id: In(rows.map(({ id }) => id)) });
    await this.work.record(ended.map((session) => this.happening('license_session.ended', license, session)));
    return ended;
  }

  private happening(event: EventName, license: License, session: LicenseSession): ChangeRecord {
    const about = { ...eventPayload(license), activation_id: activationId({ id: session.activationId }) };
    return this.work.changeRecord(event, session, null, this.work.snapshot(session), about);
  }
}

const DEAD = 'last_beat_at <= $4';

const END = `
  UPDATE license_sessions SET
    ended_at = least($2::timestamptz, last_beat_at + make_interval(secs => $3)),
    end_reason = CASE WHEN last_beat_at <= $4 THEN 'timeout' ELSE $5::varchar END
  WHERE license_id = $1 AND ended_at IS NULL
`;

const COUNT_RUNNING = `
  SELECT count(*)::integer AS running FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL
`;
