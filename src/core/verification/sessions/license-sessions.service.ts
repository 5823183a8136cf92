import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Activation } from '../../licenses/activations/activation.entity';
import { type DomainError, problem } from '../../common/errors/domain-error';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { type Assessment, toVerificationRequest, type VerificationScope } from '../rules/assessment';
import type { CheckedLicense } from '../rules/checked-license';
import type { LicenseContext } from '../rules/license-context';
import { type ReachedLimit, reachedSessions } from '../rules/reached-limit';
import type { Device } from '../../licenses/activations/device';
import { LicenseSizesService } from '../assessment/license-sizes.service';
import { DeviceComponentsService } from '../seats/device-components.service';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { databaseJson } from '../../platform/database/prepared-statement';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { hasTypedForm, typedFormOf } from '../../licenses/licenses/typed-key';
import type { VerificationResult } from '../rules/verdict';
import { type VerificationEntry, VerificationLogService } from '../log/verification-log.service';
import { BorrowSessionService } from './borrow-session.service';
import { borrowEnd, borrowRefusal } from './borrowing';
import { findSession, type FoundSession, hashOf } from './find-session';
import { LicenseSession, type SessionSubject, type SessionTimes } from '../../licenses/sessions/license-session.entity';
import { type EndedSession, ActiveSessionsService, type SessionStart } from '../seats/active-sessions.service';
import { IdleSessionsService } from './idle-sessions.service';
import { INSERT_SESSION } from './insert-session';
import { holderOf, PlaceSessionService } from './place-session.service';
import { type AskedFeature, SessionFeaturesService } from './session-features.service';
import { WaitingLineService } from './waiting-line.service';
import { isAlive } from '../../licenses/sessions/session-statements';

const TOKEN_BYTES = 32;

interface HeartbeatRow {
  readonly last_beat_at: Date;
  readonly borrowed_until: Date | null;
  readonly lease: number;
}

/** The token is not stored. */
export interface StartedSession {
  readonly session: LicenseSession;
  readonly token: string;
  readonly license: CheckedLicense;
  /** Active sessions of the license, including this one. */
  readonly active: number;
  readonly result: VerificationResult;
  /** Undefined if the program named none. */
  readonly features?: readonly AskedFeature[];
}

export interface SessionOptions {
  readonly machineId?: string;
  /** Further conditions of the license. */
  readonly scope?: VerificationScope;
  /** Days for which the session needs no heartbeats. */
  readonly borrowDays?: number;
  /** Subject of signed answers to heartbeats. */
  readonly subject?: SessionSubject;
  /** A session that this device has borrowed goes on, unless its program runs. */
  readonly resumesBorrowed?: boolean;
  /** A program that finds no seat gets a place in the waiting line. */
  readonly waits?: boolean;
  /** Token of its place there. */
  readonly waitToken?: string;
  /** Codes of features that the session takes. */
  readonly features?: readonly string[];
}

type ActivatedLicense = LicenseContext & { readonly activation: Activation };

/** A heartbeat, apart from its session. */
export interface Heartbeat {
  /** 0 returns a borrowed session. */
  readonly borrowDays?: number;
  readonly user?: string;
  /** Seconds since the user of the program was active. */
  readonly idleSeconds?: number;
}

/** A session that is about to start. */
interface NewStart {
  readonly session: LicenseSession;
  readonly start: SessionStart;
  readonly options: SessionOptions;
}

/** Sessions of programs on floating seats, limited per license independently of its devices. */
@Injectable()
export class LicenseSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly active: ActiveSessionsService,
    private readonly places: PlaceSessionService,
    private readonly idle: IdleSessionsService,
    private readonly line: WaitingLineService,
    private readonly features: SessionFeaturesService,
    private readonly borrowing: BorrowSessionService,
    private readonly components: DeviceComponentsService,
    private readonly sizes: LicenseSizesService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Requires an active device. Starts of one license are serialized. */
  startSession(key: string, device: Device, options: SessionOptions = {}): Promise<StartedSession> {
    const request = toVerificationRequest('check', device, options.scope ?? {});
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      const { usable } = assessment;
      if (!usable?.activation) {
        await this.log.write(assessment.entry('session'));
        throw assessment.refusal();
      }
      const { license, activation } = usable;
      const start = await this.active.prepareStart(license, activation);
      const left = options.resumesBorrowed ? start.left : null;
      const token = this.randomness.secret(TOKEN_BYTES);
      const session = Object.assign(this.newSession(start.id, activation, device, token), {
        machineId: options.machineId ?? null,
        username: request.user ?? null,
        subject: options.subject ?? null,
        lease: usable.behavior.sessionLease,
      });
      const active =
        left === null
          ? await this.place(assessment, { ...usable, activation }, { session, start, options })
          : start.active;
      await this.components.updateComponents(usable, activation, device);
      await this.sizes.record(usable, request);
      const running = left === null ? session : await this.borrowing.resume(left, session, assessment.entry('session'));
      if (left === null) {
        await this.insert(session, license, assessment.entry('session'));
      }
      const { features: take } = options;
      const features = take && (await this.features.changeLocked(license, running, { take }));
      return { session: running, token, license, active, result: assessment.result(), features };
    });
  }

  /** Also updates the device's last-seen date. */
  async sendHeartbeat(token: string, licenseKey?: string): Promise<SessionTimes> {
    const now = this.clock.now();
    const [[session]] = await this.work.manager.query<[HeartbeatRow[], number]>(HEARTBEAT, [
      hashOf(token),
      now,
      licenseKey ?? null,
      productScope() ?? null,
      licenseKey === undefined ? null : typedFormOf(licenseKey),
    ]);
    return session
      ? { lastHeartbeatAt: session.last_beat_at, borrowedUntil: session.borrowed_until, lease: session.lease }
      : this.expire(token, licenseKey);
  }

  /** A heartbeat that may borrow the session for some days. */
  async renew(token: string, { borrowDays, user, idleSeconds }: Heartbeat): Promise<SessionTimes> {
    if (idleSeconds !== undefined) {
      await this.idle.endIfIdle(token, idleSeconds);
    }
    if (borrowDays === undefined) {
      return this.sendHeartbeat(token);
    }
    return borrowDays === 0 ? this.borrowing.giveBack(token) : this.borrowing.borrow(token, borrowDays, user);
  }

  /** Ends a session, or with the token of a place in a waiting line gives up the place. */
  endSession(token: string, licenseKey?: string): Promise<EndedSession> {
    return this.work.run(async () => {
      const found = await this.findLocked(token, licenseKey);
      const ended = found ? await this.active.endOne(found.license, found.session) : await this.line.giveUp(token);
      if (ended?.reason !== 'ended') {
        throw problem('ACTIVE_SESSION_NOT_FOUND');
      }
      return ended;
    });
  }

  /** Gives the new session its seat, and its borrowing. Returns the seats that are taken with it. */
  private async place(
    assessment: Assessment,
    usable: ActivatedLicense,
    { session, start, options }: NewStart,
  ): Promise<number> {
    const { borrowDays = 0, waitToken } = options;
    const { license, activation, behavior } = usable;
    const place = waitToken === undefined ? null : await this.line.placeOf(license.id, waitToken);
    const seat = await this.places.place(license, behavior, start, holderOf(session, activation), place);
    if (seat.refusal) {
      const isFull = seat.refusal === 'SESSIONS_EXHAUSTED';
      const program = {
        licenseId: license.id,
        activationId: activation.id,
        username: session.username,
        token: waitToken,
        fits: seat.fits,
        patience: behavior.sessionLease,
      };
      const waiting = isFull && options.waits ? await this.line.wait(program, place) : undefined;
      const limit = isFull ? reachedSessions(usable, seat.used) : undefined;
      return this.refuse(assessment, problem(seat.refusal, { waiting }), limit);
    }
    const { now } = assessment;
    const refusal = borrowDays > 0 ? borrowRefusal(usable, borrowDays, start.borrowed, now) : null;
    if (refusal) {
      return this.refuse(assessment, refusal);
    }
    if (place !== null) {
      await this.line.leave(place);
    }
    session.reservationId = seat.reservationId;
    session.borrowedUntil = borrowDays > 0 ? borrowEnd(usable, borrowDays, now) : null;
    return seat.used + (seat.isShared ? 0 : 1);
  }

  private async refuse(assessment: Assessment, refusal: DomainError, limit?: ReachedLimit): Promise<never> {
    await this.log.write({ ...assessment.entry('session', refusal.code), reached: assessment.reported(limit) });
    throw refusal;
  }

  private newSession(id: number, activation: Activation, { appVersion }: Device, token: string): LicenseSession {
    const now = this.clock.now();
    return this.work.manager.create(LicenseSession, {
      id,
      uid: randomUUID(),
      licenseId: activation.licenseId,
      activationId: activation.id,
      tokenHash: hashOf(token),
      appVersion: appVersion ?? null,
      ip: currentRequest()?.address ?? null,
      startedAt: now,
      lastHeartbeatAt: now,
      endedAt: null,
      endReason: null,
      endMessage: null,
      reservationId: null,
      borrowedUntil: null,
    });
  }

  /** In one statement with its event and its log entry. */
  private async insert(session: LicenseSession, license: CheckedLicense, entry: VerificationEntry): Promise<void> {
    const columns = { ...this.work.snapshot(session), token_hash: session.tokenHash, subject: session.subject };
    const events = ['license_session.started', ...(session.borrowedUntil ? BORROWED : [])] as const;
    const records = this.work.recordRows(events.map((event) => this.active.recordOf(event, license, session)));
    await this.work.query(INSERT_SESSION, [databaseJson(columns), records, this.log.rowsOf(entry)]);
    this.log.countCall(entry);
  }

  // Recorded, because another node's clock may be behind: an expired session must not become active again.
  private expire(token: string, licenseKey: string | undefined): Promise<never> {
    return this.work.run(async () => {
      const found = await this.findLocked(token, licenseKey);
      if (found) {
        await this.active.expireIfStale(found.license, found.session);
      }
      const message = found?.session.endMessage;
      if (message) {
        throw problem('SESSION_TAKEN_BACK_BECAUSE', { message });
      }
      throw problem('ACTIVE_SESSION_NOT_FOUND');
    });
  }

  /** The end of a device's last session returns what it holds of the license's meters. */
  private async findLocked(token: string, licenseKey: string | undefined): Promise<FoundSession | null> {
    const claimed = licenseKey === undefined ? undefined : { licenseKey, now: this.clock.now() };
    const found = await findSession(this.work.manager, token, claimed);
    if (found) {
      await lockLicense(this.work.manager, found.license.id);
    }
    return found;
  }
}

const BORROWED = ['license_session.borrowed'] as const;

// Updates the activation first, for the lock order; the session is updated only if its activation is active.
const HEARTBEAT = `
  WITH alive AS (
    UPDATE activations a SET last_seen_at = greatest(a.last_seen_at, $2)
    FROM license_sessions s JOIN licenses l ON l.id = s.license_id
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND ${isAlive('$2::timestamptz', 's')}
      AND ($3::varchar IS NULL OR l.key = $3 OR ${hasTypedForm('l.key', '$5::text')} OR EXISTS (
        SELECT FROM retired_keys r
        WHERE (r.key = $3 OR ${hasTypedForm('r.key', '$5::text')}) AND r.license_id = l.id AND r.valid_until > $2
      )) AND ($4::bigint[] IS NULL OR l.product_id = ANY ($4) OR l.product_ids && $4)
      AND a.id = s.activation_id AND a.deactivated_at IS NULL
    RETURNING a.id
  )
  UPDATE license_sessions SET last_beat_at = greatest(last_beat_at, $2)
  WHERE token_hash = $1 AND ended_at IS NULL AND ${isAlive('$2::timestamptz')} AND activation_id IN (SELECT id FROM alive)
  RETURNING last_beat_at, borrowed_until, lease
`;
