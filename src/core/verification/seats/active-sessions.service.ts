import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { activationId } from '../../licenses/activations/activation-id';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { eventPayload, type LicenseIdentity, licenseRecord } from '../../licenses/licenses/event-payload';
import { LicenseSession, type SessionEnd } from '../../licenses/sessions/license-session.entity';
import { endSessions, isAlive, isStale, leaseEnd } from '../../licenses/sessions/session-statements';
import { isWaiting } from '../../licenses/sessions/session-wait.entity';
import type { EventName } from '../../platform/records/event-catalogue';

/** A session of a floating license that has ended. */
export interface EndedSession {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly reason: SessionEnd;
}

/** Running sessions, as a new session needs them. */
export interface SessionStart {
  /** Id for the new session. */
  readonly id: number;
  /** Active sessions of the license. */
  readonly active: number;
  /** Those of them that are borrowed. */
  readonly borrowed: number;
  /** A session that this device has borrowed and whose program does not run. */
  readonly left: number | null;
  /** Seats of the license are reserved. */
  readonly hasReservations: boolean;
  /** Programs wait for a seat of the license. */
  readonly isAwaited: boolean;
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

  async expireStale(license: LicenseIdentity): Promise<void> {
    await this.end(license, STALE, 'timeout');
  }

  /**
   * Locks the device's row, ends the sessions that expired, and counts the others. Waits for concurrent heartbeats, so that
   * the count excludes expired sessions only.
   */
  async prepareStart(license: LicenseIdentity, activation: { readonly id: number }): Promise<SessionStart> {
    const now = this.clock.now();
    const parameters = [license.id, now, activation.id];
    const [start] = await this.work.query<SessionStart & { expired: number[] }>(PREPARE_START, parameters);
    if (!start) {
      throw new Error('No session was prepared');
    }
    await this.recordEnds(license, start.expired);
    return start;
  }

  /** Sessions of all licenses that have neither ended nor expired. */
  async countAll(): Promise<number> {
    const now = this.clock.now();
    const [{ active }] = await this.work.manager.query<[{ active: number }]>(COUNT_ALL, [now]);
    return active;
  }

  /** Ends the sessions of deactivated devices. */
  async endAllOf(license: LicenseIdentity, activationIds: readonly number[]): Promise<void> {
    if (activationIds.length > 0) {
      await this.end(license, 'activation_id = ANY ($3::bigint[])', 'deactivated', activationIds);
    }
  }

  /** Null if it has already ended. An expired session ends with a timeout. */
  async endOne(
    license: LicenseIdentity,
    { id }: Pick<LicenseSession, 'id'>,
    reason: 'ended' | 'ended_by_admin' | 'idle' = 'ended',
  ): Promise<EndedSession | null> {
    const [ended] = await this.end(license, 'id = $3', reason, id);
    const end = ended?.endBy(this.clock.now());
    return ended && end ? { startedAt: ended.startedAt, endedAt: end.at, reason: end.reason } : null;
  }

  async expireIfStale(license: LicenseIdentity, { id }: LicenseSession): Promise<void> {
    await this.end(license, `id = $3 AND ${STALE}`, 'timeout', id);
  }

  /** The record of a session that starts, goes on, or is borrowed. */
  recordOf(
    event: `license_session.${'started' | 'resumed' | 'borrowed' | 'returned'}`,
    license: LicenseIdentity,
    session: LicenseSession,
  ): ChangeRecord {
    return this.changeRecord(event, license, session);
  }

  /** Records sessions that a statement has ended. */
  async recordEnds(license: LicenseIdentity, ids: readonly number[]): Promise<LicenseSession[]> {
    if (ids.length === 0) {
      return [];
    }
    const ended = await this.work.manager.findBy(LicenseSession, { id: In([...ids]) });
    await this.work.record(
      ended.flatMap((session) => [
        this.changeRecord('license_session.ended', license, session),
        ...(session.endReason === 'timeout' ? [expiredLease(license, session)] : []),
      ]),
    );
    return ended;
  }

  private async end(
    license: LicenseIdentity,
    condition: string,
    reason: SessionEnd,
    ...parameters: unknown[]
  ): Promise<LicenseSession[]> {
    const now = this.clock.now();
    const statement = endSessions(`license_id = $1 AND ${condition}`, reason);
    const values = [license.id, now, ...parameters];
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(statement, values);
    return this.recordEnds(
      license,
      rows.map(({ id }) => id),
    );
  }

  private changeRecord(event: EventName, license: LicenseIdentity, session: LicenseSession): ChangeRecord {
    const payload = { ...eventPayload(license), activation_id: activationId({ id: session.activationId }) };
    return this.work.changeRecord(event, session, null, this.work.snapshot(session), payload);
  }
}

function expiredLease(license: LicenseIdentity, session: LicenseSession): ChangeRecord {
  return licenseRecord('license.lease_expired', license, {
    of: 'session',
    activation_id: activationId({ id: session.activationId }),
    session: session.uid,
    last_heartbeat_at: session.lastHeartbeatAt,
    freed_at: session.endedAt,
  });
}

const STALE = isStale('$2');

// Whoever borrows sends no heartbeat without network, so one since the start says that the program runs, for a lease.
const LEFT_BY_DEVICE = `
  SELECT id FROM license_sessions
  WHERE license_id = $1 AND activation_id = $3 AND ended_at IS NULL AND borrowed_until > $2
    AND (last_beat_at <= started_at OR ${leaseEnd('license_sessions')} <= $2)
  ORDER BY borrowed_until DESC, id LIMIT 1`;

const PREPARE_START: PreparedStatement = {
  name: 'prepare_session_start',
  text: `
    WITH device AS MATERIALIZED (SELECT id FROM activations WHERE id = $3 FOR NO KEY UPDATE),
    expired AS (${endSessions(`license_id = $1 AND ${STALE} AND EXISTS (SELECT FROM device)`, 'timeout')})
    SELECT nextval('license_sessions_id_seq') AS id, ARRAY(SELECT id FROM expired) AS expired,
      running.active - (SELECT count(*) FROM expired) AS active, running.borrowed,
      (${LEFT_BY_DEVICE}) AS left,
      EXISTS (SELECT FROM session_reservations WHERE license_id = $1) AS "hasReservations",
      EXISTS (SELECT FROM session_waits WHERE license_id = $1 AND ${isWaiting('$2::timestamptz')}) AS "isAwaited"
    FROM (
      SELECT count(*) AS active, count(*) FILTER (WHERE borrowed_until > $2) AS borrowed
      FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL
    ) AS running`,
};

const COUNT_ALL = `SELECT count(*)::integer AS active FROM license_sessions WHERE ended_at IS NULL AND ${isAlive('$1::timestamptz')}`;
