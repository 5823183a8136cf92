import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import type { Waiting } from '../../common/errors/problem';
import { Randomness } from '../../common/randomness';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { isWaiting, SessionWait } from '../../licenses/sessions/session-wait.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EndedSession } from '../seats/active-sessions.service';
import { hashOf } from './find-session';

const TOKEN_BYTES = 32;

/** A program that finds no seat. */
export interface WaitingProgram {
  readonly licenseId: number;
  readonly activationId: number;
  /** User whom it names; null if it names none. */
  readonly username: string | null;
  /** Token of the place that it has. */
  readonly token?: string;
  /** Reservations whose seats it may take. */
  readonly fits: readonly number[];
  /** Seconds for which its place is kept without asking. */
  readonly patience: number;
}

/** A place in the waiting line of a license. */
export interface WaitingPlace {
  /** From 1. */
  readonly position: number;
  readonly since: Date;
  /** Name of the device, or its fingerprint; null for a place that an earlier version gave. */
  readonly device: string | null;
  /** User whom the program names; null if it names none. */
  readonly user: string | null;
}

/** Programs that wait for a floating seat, in order. All changes require the row lock of the license. */
@Injectable()
export class WaitingLineService {
  /** Places of one license. */
  readonly maxPlaces: number = 1_000;

  constructor(
    private readonly work: UnitOfWork,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** The places of a license in their order, the first ones. */
  async list(licenseId: number, most: number): Promise<WaitingPlace[]> {
    const parameters = [licenseId, this.clock.now(), most];
    const rows = await this.work.manager.query<Omit<WaitingPlace, 'position'>[]>(LIST, parameters);
    return rows.map((row, index) => ({ position: index + 1, ...row }));
  }

  /** Id of the place of a program; null if it has none, or has not asked for too long. */
  async placeOf(licenseId: number, token: string): Promise<number | null> {
    const [place] = await this.work.manager.query<{ id: number }[]>(FIND, [licenseId, hashOf(token), this.clock.now()]);
    return place?.id ?? null;
  }

  /** Keeps the place of a program, or gives it the last one; undefined if too many wait. */
  async wait(program: WaitingProgram, kept: number | null): Promise<Waiting | undefined> {
    return kept === null ? this.join(program) : this.keep(kept, program);
  }

  /** The program has a seat. */
  async leave(place: number): Promise<void> {
    await this.work.manager.delete(SessionWait, place);
  }

  /** The program waits no longer. Takes the lock of the license; null if there is no such place. */
  async giveUp(token: string): Promise<EndedSession | null> {
    const { manager } = this.work;
    const place = await manager.findOneBy(SessionWait, { tokenHash: hashOf(token) });
    if (!place) {
      return null;
    }
    await lockLicense(manager, place.licenseId);
    await this.leave(place.id);
    return { startedAt: place.createdAt, endedAt: this.clock.now(), reason: 'ended' };
  }

  /** Deletes places that have ended. */
  async sweep(): Promise<void> {
    await this.work.manager.query(`DELETE FROM session_waits WHERE NOT (${isWaiting('$1')})`, [this.clock.now()]);
  }

  private async join(program: WaitingProgram): Promise<Waiting | undefined> {
    const { licenseId, activationId, username, fits, patience } = program;
    const now = this.clock.now();
    const ahead = await this.ahead(licenseId);
    if (ahead >= this.maxPlaces) {
      return undefined;
    }
    const token = this.randomness.secret(TOKEN_BYTES);
    const place = { licenseId, activationId, username, tokenHash: hashOf(token), reservationIds: [...fits], patience };
    await this.work.manager.insert(SessionWait, { ...place, createdAt: now, askedAt: now });
    return this.waiting(ahead, now, token, patience);
  }

  private async keep(id: number, program: WaitingProgram): Promise<Waiting> {
    const { licenseId, activationId, username, token = '', fits, patience } = program;
    const change = { activationId, username, reservationIds: [...fits], patience, askedAt: this.clock.now() };
    await this.work.manager.update(SessionWait, id, change);
    const { createdAt } = await this.work.manager.findOneByOrFail(SessionWait, { id });
    return this.waiting(await this.ahead(licenseId, id), createdAt, token, patience);
  }

  private async ahead(licenseId: number, id: number | null = null): Promise<number> {
    const parameters = [licenseId, this.clock.now(), id];
    const [{ ahead }] = await this.work.manager.query<[{ ahead: number }]>(AHEAD, parameters);
    return ahead;
  }

  private waiting(ahead: number, since: Date, token: string, patience: number): Waiting {
    const expiresAt = new Date(this.clock.now().getTime() + patience * 1000);
    return { position: ahead + 1, since, token, expires_at: expiresAt };
  }
}

const FIND = `
  SELECT id FROM session_waits WHERE license_id = $1 AND token_hash = $2 AND ${isWaiting('$3::timestamptz')}`;

const LIST = `
  SELECT wait.created_at AS since, wait.username AS user, coalesce(nullif(device.name, ''), device.fingerprint) AS device
  FROM session_waits wait LEFT JOIN activations device ON device.id = wait.activation_id
  WHERE wait.license_id = $1 AND ${isWaiting('$2::timestamptz')} ORDER BY wait.id LIMIT $3`;

const AHEAD = `
  SELECT count(*)::integer AS ahead FROM session_waits
  WHERE license_id = $1 AND ${isWaiting('$2::timestamptz')} AND ($3::bigint IS NULL OR id < $3)`;
