import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { isAddressPattern } from '../../common/http/addresses';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { License } from '../../licenses/licenses/license.entity';
import { identifierOf } from '../../licenses/licenses/license-user.entity';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { withoutPools } from '../../licenses/licenses/relay-pools';
import { type ReservedFor, SessionReservation } from '../../licenses/sessions/session-reservation.entity';
import { isAlive } from '../../licenses/sessions/session-statements';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { scopedLicense } from '../../licenses/licenses/scoped-license';

export interface ReservationInput {
  readonly name?: string | null;
  readonly reservedFor: ReservedFor;
  readonly members: readonly string[];
  readonly seats: number;
}

/** A reservation, and the running sessions on its seats. */
export interface UsedReservation {
  readonly reservation: SessionReservation;
  readonly sessions: number;
}

/** Seats of floating licenses that are reserved. A license is named by its uid, number or key. */
@Injectable()
export class SeatReservationsService {
  /** Reservations of one license. */
  readonly maxReservations: number = 200;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @param q part of the name or a member */
  async list(name: string, page: PageRequest, q?: string): Promise<Page<UsedReservation>> {
    const query = this.query(await scopedLicense(this.work.manager, name));
    if (q !== undefined) {
      query.andWhere(`(reservation.name ILIKE :q OR array_to_string(reservation.members, E'\\n') ILIKE :q)`, {
        q: searchPattern(q),
      });
    }
    const { rows, ...rest } = await readPage(query, page);
    return { ...rest, rows: await this.withSessions(rows) };
  }

  async get(name: string, uid: string): Promise<UsedReservation> {
    return this.used(await this.find(await scopedLicense(this.work.manager, name), uid));
  }

  /** Sessions that run keep the seats that they have. */
  add(name: string, input: ReservationInput): Promise<UsedReservation> {
    return this.runLocked(name, async (license) => {
      await this.refuseTooMany(license, input.seats);
      const createdAt = this.clock.now();
      const columns = { ...columnsOf(input), licenseId: license.id, createdAt, updatedAt: createdAt };
      const reservation = this.work.manager.create(SessionReservation, columns);
      await this.work.create('session_reservation.created', reservation, eventPayload(license));
      return { reservation, sessions: 0 };
    });
  }

  /** Replaces all fields. */
  replace(name: string, uid: string, input: ReservationInput): Promise<UsedReservation> {
    return this.runLocked(name, async (license) => {
      const reservation = await this.find(license, uid);
      await this.refuseTooMany(license, input.seats, reservation);
      const change = { ...columnsOf(input), updatedAt: this.clock.now() };
      return this.used(
        await this.work.update('session_reservation.updated', reservation, change, eventPayload(license)),
      );
    });
  }

  /** Sessions on its seats go on, on free ones. */
  async remove(name: string, uid: string): Promise<void> {
    await this.runLocked(name, async (license) => {
      const reservation = await this.find(license, uid);
      await this.work.remove('session_reservation.deleted', SessionReservation, reservation, eventPayload(license));
    });
  }

  private async used(reservation: SessionReservation): Promise<UsedReservation> {
    const [used] = await this.withSessions([reservation]);
    return used ?? { reservation, sessions: 0 };
  }

  private async withSessions(reservations: readonly SessionReservation[]): Promise<UsedReservation[]> {
    const ids = reservations.map(({ id }) => id);
    const rows = await this.work.manager.query<{ id: number; sessions: number }[]>(RUNNING, [ids, this.clock.now()]);
    const running = new Map(rows.map(({ id, sessions }) => [id, sessions]));
    return reservations.map((reservation) => ({ reservation, sessions: running.get(reservation.id) ?? 0 }));
  }

  /** Starts of the license's sessions take turns with the work. */
  private runLocked<T>(name: string, work: (license: License) => Promise<T>): Promise<T> {
    return this.work.run(async (manager) => {
      const { id } = await scopedLicense(manager, name);
      await lockLicense(manager, id);
      return work(await scopedLicense(manager, name));
    });
  }

  private async refuseTooMany(
    { id, maxSessions, relayPools }: License,
    seats: number,
    replaced?: SessionReservation,
  ): Promise<void> {
    const left = withoutPools(maxSessions, relayPools, 'sessions', this.clock.now());
    if (maxSessions === null || left === null) {
      throw problem('RESERVATION_NEEDS_LIMIT');
    }
    const others = await this.work.manager.findBy(SessionReservation, { licenseId: id });
    if (!replaced && others.length >= this.maxReservations) {
      throw problem('TOO_MANY_SEAT_RESERVATIONS', { limit: this.maxReservations });
    }
    const reserved = others.reduce((sum, other) => sum + (other.id === replaced?.id ? 0 : other.seats), 0);
    if (reserved + seats > left) {
      throw problem(left < maxSessions ? 'RESERVED_SEATS_AT_RELAYS' : 'RESERVED_SEATS_EXCEEDED', {
        reserved,
        seats: left,
      });
    }
  }

  private async find(license: License, uid: string): Promise<SessionReservation> {
    const reservation = await this.query(license).andWhere('reservation.uid = :uid', { uid }).getOne();
    if (!reservation) {
      throw problem('SEAT_RESERVATION_NOT_FOUND');
    }
    return reservation;
  }

  private query({ id }: License): SelectQueryBuilder<SessionReservation> {
    return this.work.manager
      .createQueryBuilder(SessionReservation, 'reservation')
      .where('reservation.licenseId = :id', { id });
  }
}

function columnsOf({ name = null, reservedFor, members, seats }: ReservationInput) {
  if (reservedFor === 'networks' && !members.every((member) => isAddressPattern(member))) {
    throw problem('RESERVED_NETWORK_INVALID');
  }
  const stored = reservedFor === 'users' ? members.map((member) => identifierOf(member)) : members;
  return { name, reservedFor, members: [...new Set(stored)], seats };
}

const RUNNING = `
  SELECT reservation_id AS id, count(*)::integer AS sessions FROM license_sessions
  WHERE reservation_id = ANY ($1) AND ended_at IS NULL AND ${isAlive('$2::timestamptz')} GROUP BY reservation_id`;
