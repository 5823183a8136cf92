import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Activation } from '../activations/activation.entity';
import { AssessLicenseService } from '../verifications/assess-license.service';
import { toVerificationRequest } from '../verifications/assessment';
import type { CheckedLicense } from '../verifications/checked-license';
import type { Device } from '../activations/device';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { databaseJson } from '../../platform/database/database-json';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { License, LICENSES } from '../licenses/license.entity';
import { lockLicense } from '../licenses/lock-license';
import { type VerificationEntry, VerificationLogService } from '../verifications/verification-log.service';
import { deadline, LicenseSession } from './license-session.entity';
import { type EndedSession, ActiveSessionsService } from './active-sessions.service';
import { INSERT_SESSION } from './insert-session';
import { SessionNotFound, SessionsExhausted } from './session.errors';

const TOKEN_BYTES = 32;

/** The token is not stored. */
export interface StartedSession {
  readonly session: LicenseSession;
  readonly token: string;
  readonly license: CheckedLicense;
}

interface FoundSession {
  readonly session: LicenseSession;
  readonly license: License;
}

export interface SessionFilter {
  /** Uid or key of the license. */
  readonly license?: string;
  readonly running?: boolean;
  /** Part of the license key, the fingerprint or the device name. */
  readonly q?: string;
}

/** Sessions of programs on floating seats, limited per license independently of its devices. */
@Injectable()
export class LicenseSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly active: ActiveSessionsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Requires an active device. Starts of one license are serialized. */
  startSession(key: string, device: Device, machineId?: string): Promise<StartedSession> {
    const request = toVerificationRequest('check', device, {});
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      const { usable } = assessment;
      if (!usable?.activation) {
        await this.log.write(assessment.entry('session'));
        throw assessment.refusal();
      }
      const { license, activation } = usable;
      const { id, active } = await this.active.prepareStart(license, activation);
      if (license.maxSessions !== null && active >= license.maxSessions) {
        await this.log.write(assessment.entry('session', 'SESSIONS_EXHAUSTED'));
        throw new SessionsExhausted();
      }
      const token = this.randomness.secret(TOKEN_BYTES);
      const session = this.newSession(id, activation, device, token, machineId);
      await this.insert(session, license, assessment.entry('session'));
      return { session, token, license };
    });
  }

  /** Also updates the device's last-seen date. Returns the time of the last heartbeat. */
  async sendHeartbeat(token: string, licenseKey?: string): Promise<Date> {
    const now = this.clock.now();
    const [[session]] = await this.work.manager.query<[{ last_beat_at: Date }[], number]>(HEARTBEAT, [
      hashOf(token),
      now,
      deadline(now),
      licenseKey ?? null,
      productScope() ?? null,
    ]);
    return session ? session.last_beat_at : this.expire(token, licenseKey);
  }

  endSession(token: string, licenseKey?: string): Promise<EndedSession> {
    return this.work.run(async () => {
      const found = await this.findLocked(token, licenseKey);
      const ended = found && (await this.active.endOne(found.license, found.session));
      if (ended?.reason !== 'ended') {
        throw new SessionNotFound();
      }
      return ended;
    });
  }

  /** Includes ended sessions; loads activation and license. */
  async list(page: PageRequest, { license, running, q }: SessionFilter): Promise<Page<LicenseSession>> {
    const query = this.work.manager.createQueryBuilder(LicenseSession, 'session');
    const scope = productScope();
    if (license !== undefined) {
      query.andWhere(`session.licenseId = ${idOrNameSql(LICENSES, 'license')}`, idOrName('license', license));
    }
    if (scope !== undefined) {
      query.andWhere(
        'EXISTS (SELECT 1 FROM licenses WHERE licenses.id = session.licenseId AND licenses.product_id = :scope)',
        { scope },
      );
    }
    if (running !== undefined) {
      query.andWhere(running ? ACTIVE : `NOT (${ACTIVE})`, { deadline: deadline(this.clock.now()) });
    }
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    const { rows, ...rest } = await readPage(query, page);
    return { ...rest, rows: await this.withActivations(rows) };
  }

  private newSession(
    id: number,
    activation: Activation,
    { appVersion }: Device,
    token: string,
    machineId: string | undefined,
  ): LicenseSession {
    const now = this.clock.now();
    return this.work.manager.create(LicenseSession, {
      id,
      uid: randomUUID(),
      licenseId: activation.licenseId,
      activationId: activation.id,
      tokenHash: hashOf(token),
      appVersion: appVersion ?? null,
      machineId: machineId ?? null,
      ip: currentRequest()?.address ?? null,
      startedAt: now,
      lastHeartbeatAt: now,
      endedAt: null,
      endReason: null,
    });
  }

  /** In one statement with its event and its log entry. */
  private async insert(session: LicenseSession, license: CheckedLicense, entry: VerificationEntry): Promise<void> {
    const columns = { ...this.work.snapshot(session), token_hash: session.tokenHash };
    const records = this.work.recordRows([this.active.startRecord(license, session)]);
    await this.work.query(INSERT_SESSION, [databaseJson(columns), records, this.log.rowsOf(entry)]);
    this.log.count(entry);
  }

  // Recorded, because another node's clock may be behind: an expired session must not become active again.
  private expire(token: string, licenseKey: string | undefined): Promise<never> {
    return this.work.run(async () => {
      const found = await this.findLocked(token, licenseKey);
      if (found) {
        await this.active.expireIfStale(found.license, found.session);
      }
      throw new SessionNotFound();
    });
  }

  /** The end of a device's last session returns what it holds of the license's meters. */
  private async findLocked(token: string, licenseKey: string | undefined): Promise<FoundSession | null> {
    const found = await this.find(token, licenseKey);
    await (found && lockLicense(this.work.manager, found.license.id));
    return found;
  }

  /** Null if unknown, of another license than the given one, or outside the caller's product scope. */
  private async find(token: string, licenseKey: string | undefined): Promise<FoundSession | null> {
    // Not `findOne`, which asks twice where there are relations.
    const query = this.work.manager
      .createQueryBuilder(LicenseSession, 'session')
      .innerJoinAndSelect('session.activation', 'activation')
      .innerJoinAndSelect('activation.license', 'license')
      .where({ tokenHash: hashOf(token) });
    if (licenseKey !== undefined) {
      query.andWhere(HAS_KEY, { licenseKey, now: this.clock.now() });
    }
    const session = await query.getOne();
    const license = session?.activation?.license;
    const isInScope = (productScope() ?? license?.productId) === license?.productId;
    return license && isInScope ? { session, license } : null;
  }

  private async withActivations(sessions: LicenseSession[]): Promise<LicenseSession[]> {
    const activations = await this.work.manager.find(Activation, {
      where: { id: In(sessions.map(({ activationId }) => activationId)) },
      relations: { license: true },
    });
    const byId = new Map(activations.map((activation) => [activation.id, activation]));
    return sessions.map((session) => Object.assign(session, { activation: byId.get(session.activationId) }));
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const ACTIVE = 'session.endedAt IS NULL AND session.lastHeartbeatAt > :deadline';

// The current key of the license, or a retired one that is still valid.
const HAS_KEY = `(license.key = :licenseKey OR EXISTS (
  SELECT 1 FROM retired_keys retired
  WHERE retired.key = :licenseKey AND retired.license_id = license.id AND retired.valid_until > :now
))`;

// A scalar subquery, so that the planner cannot read all activations and licenses first.
const SEARCH = foundAmongNewest({
  alias: 'session',
  table: 'license_sessions',
  match: `(
    SELECT l.key ILIKE :q OR a.fingerprint ILIKE :q OR a.name ILIKE :q
    FROM activations a JOIN licenses l ON l.id = a.license_id WHERE a.id = newest.activation_id
  )`,
});

// Updates the activation first, for the lock order; the session is updated only if its activation is active.
const HEARTBEAT = `
  WITH alive AS (
    UPDATE activations a SET last_seen_at = greatest(a.last_seen_at, $2)
    FROM license_sessions s JOIN licenses l ON l.id = s.license_id
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.last_beat_at > $3
      AND ($4::varchar IS NULL OR l.key = $4 OR EXISTS (
        SELECT FROM retired_keys r WHERE r.key = $4 AND r.license_id = l.id AND r.valid_until > $2
      )) AND ($5::bigint IS NULL OR l.product_id = $5)
      AND a.id = s.activation_id AND a.deactivated_at IS NULL
    RETURNING a.id
  )
  UPDATE license_sessions SET last_beat_at = greatest(last_beat_at, $2)
  WHERE token_hash = $1 AND ended_at IS NULL AND last_beat_at > $3 AND activation_id IN (SELECT id FROM alive)
  RETURNING last_beat_at
`;
