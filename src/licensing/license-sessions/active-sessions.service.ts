import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { activationId } from '../activations/activation-id';
import { Clock } from '../../common/clock';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload, type LicenseIdentity } from '../licenses/event-payload';
import { deadline, LicenseSession, SESSION_TIMEOUT, type SessionEnd } from './license-session.entity';
import type { EventName } from '../../platform/records/event-catalogue';

export interface EndedSession {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly reason: SessionEnd;
}

/**
 * Counts and ends the sessions of a license. Counting them, or ending several, requires the license's row lock; an
 * activation's row is locked before its sessions'. This lock order prevents deadlocks.
 */
@Injectable()
export class ActiveSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Waits for concurrent heartbeats, so that the next count excludes expired sessions. */
  async expireStale(license: LicenseIdentity): Promise<void> {
    await this.end(license, STALE, 'timeout');
  }

  async countOf(license: LicenseIdentity): Promise<number> {
    const [{ active }] = await this.work.manager.query<[{ active: number }]>(COUNT_ACTIVE, [license.id]);
    return active;
  }

  /** Sessions of all licenses that have neither ended nor expired. */
  async countAll(): Promise<number> {
    const [{ active }] = await this.work.manager.query<[{ active: number }]>(COUNT_ALL, [deadline(this.clock.now())]);
    return active;
  }

  /** Ends the sessions of deactivated devices. */
  async endAllOf(license: LicenseIdentity, activationIds: readonly number[]): Promise<void> {
    if (activationIds.length > 0) {
      await this.end(license, 'activation_id = ANY ($6::bigint[])', 'deactivated', activationIds);
    }
  }

  /** Null if it has already ended. An expired session ends with a timeout. */
  async endOne(license: LicenseIdentity, { id }: LicenseSession): Promise<EndedSession | null> {
    const [ended] = await this.end(license, 'id = $6', 'ended', id);
    const end = ended?.endBy(this.clock.now());
    return ended && end ? { startedAt: ended.startedAt, endedAt: end.at, reason: end.reason } : null;
  }

  async expireIfStale(license: LicenseIdentity, { id }: LicenseSession): Promise<void> {
    await this.end(license, `id = $6 AND ${STALE}`, 'timeout', id);
  }

  recordStart(license: LicenseIdentity, session: LicenseSession): Promise<void> {
    return this.work.record([this.changeRecord('license_session.started', license, session)]);
  }

  private async end(
    license: LicenseIdentity,
    condition: string,
    reason: SessionEnd,
    ...parameters: unknown[]
  ): Promise<LicenseSession[]> {
    const now = this.clock.now();
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(`${END} AND ${condition} RETURNING id`, [
      license.id,
      now,
      SESSION_TIMEOUT,
      deadline(now),
      reason,
      ...parameters,
    ]);
    if (rows.length === 0) {
      return [];
    }
    const ended = await this.work.manager.findBy(LicenseSession, { id: In(rows.map(({ id }) => id)) });
    await this.work.record(ended.map((session) => this.changeRecord('license_session.ended', license, session)));
    return ended;
  }

  private changeRecord(event: EventName, license: LicenseIdentity, session: LicenseSession): ChangeRecord {
    const payload = { ...eventPayload(license), activation_id: activationId({ id: session.activationId }) };
    return this.work.changeRecord(event, session, null, this.work.snapshot(session), payload);
  }
}

const STALE = 'last_beat_at <= $4';

const END = `
  UPDATE license_sessions SET
    ended_at = least($2::timestamptz, last_beat_at + make_interval(secs => $3)),
    end_reason = CASE WHEN last_beat_at <= $4 THEN 'timeout' ELSE $5::varchar END
  WHERE license_id = $1 AND ended_at IS NULL
`;

const COUNT_ACTIVE = `
  SELECT count(*)::integer AS active FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL
`;

// An index contains the sessions that have not ended.
const COUNT_ALL = `
  SELECT count(*)::integer AS active FROM license_sessions WHERE ended_at IS NULL AND last_beat_at > $1
`;
