import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { addressMatches } from '../../common/http/addresses';
import type { SessionsCountBy } from '../../catalog/policies/behavior';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from '../../licenses/licenses/license.entity';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { isWaiting } from '../../licenses/sessions/session-wait.entity';
import type { SessionStart } from '../seats/active-sessions.service';
import {
  hasSeatTerms,
  placeSession,
  type ReservedSeats,
  type SeatCounts,
  type SeatPlacement,
  type SeatTerms,
} from './place-session';

/** The program that asks for a seat. */
export interface SeatHolder {
  readonly activationId: number;
  /** User whom the program names. */
  readonly user: string | null;
  /** Fingerprint of the device, and the machine id that the program reports. */
  readonly hosts: readonly string[];
  readonly address: string | null;
}

/** The seat of a new session. */
export type FoundSeat = SeatPlacement & {
  /** Seats that are taken without it. */
  readonly used: number;
  /** Reservations whose seats it may take. */
  readonly fits: readonly number[];
};

interface Row extends Omit<SeatCounts, 'reservations'> {
  readonly reservations: readonly (ReservedSeats & { readonly networks: readonly string[] | null })[];
}

/** Finds the seats of new sessions. */
@Injectable()
export class PlaceSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Requires the row lock of the license, under which `start` was prepared. Counts once more only for a license with reservations
   * or a waiting line, or a policy with limits by user or machine.
   * @param place of the program in the waiting line; null for the last one
   */
  async place(
    { id, maxSessions }: Pick<License, 'id' | 'maxSessions'>,
    terms: SeatTerms,
    start: SessionStart,
    holder: SeatHolder,
    place: number | null = null,
  ): Promise<FoundSeat> {
    if (!start.hasReservations && !start.isAwaited && !hasSeatTerms(terms)) {
      return { ...placeSession(maxSessions, terms, plainCounts(start.active)), used: start.active, fits: [] };
    }
    const counts = await this.count(id, terms.sessionsCountBy, holder, place);
    const fits = counts.reservations.filter((reserved) => reserved.fits).map((reserved) => reserved.id);
    return { ...placeSession(maxSessions, terms, counts), used: counts.used, fits };
  }

  private async count(
    licenseId: number,
    by: SessionsCountBy,
    holder: SeatHolder,
    place: number | null,
  ): Promise<SeatCounts> {
    const { activationId, user, hosts, address } = holder;
    const parameters = [licenseId, activationId, user, hosts, this.clock.now(), place];
    const [row] = await this.work.manager.query<[Row]>(countsOf(by), parameters);
    const isWithin = (network: string): boolean => address !== null && addressMatches(network, address);
    return {
      ...row,
      reservations: row.reservations.map(({ networks, ...seats }) => ({
        ...seats,
        fits: networks ? networks.some(isWithin) : seats.fits,
      })),
    };
  }
}

/** For `place`. */
export function holderOf(
  { username, machineId, ip }: Pick<LicenseSession, 'username' | 'machineId' | 'ip'>,
  activation: { readonly id: number; readonly fingerprint: string },
): SeatHolder {
  const hosts = [activation.fingerprint, ...(machineId === null ? [] : [machineId])];
  return { activationId: activation.id, user: username, hosts, address: ip };
}

function plainCounts(active: number): SeatCounts {
  const others = { ofUser: 0, ofMachine: 0, otherMachines: 0, reservations: [], ahead: [] };
  return { used: active, isShared: false, sharedReservation: null, ...others };
}

/** Sessions with the same unit share a seat. The unit of a session that names no user is its own. */
const UNITS: Readonly<Record<SessionsCountBy, { of: string; own: string }>> = {
  instance: { of: `'s' || id`, own: 'NULL' },
  machine: { of: `'m' || activation_id`, own: `'m' || $2::bigint` },
  user: { of: `coalesce('u' || username, 's' || id)`, own: `'u' || $3::text` },
};

// Networks are compared by the caller, which reads addresses as all other rules do.
const countsOf = (by: SessionsCountBy): string => `
  WITH session AS MATERIALIZED (
    SELECT activation_id, username, reservation_id, ${UNITS[by].of} AS unit
    FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL
  ), reservation AS (
    SELECT id, seats, (SELECT count(DISTINCT unit) FROM session WHERE reservation_id = r.id) AS used,
      CASE reserved_for WHEN 'users' THEN $3::text = ANY (members) WHEN 'hosts' THEN members && $4::text[] END AS fits,
      CASE reserved_for WHEN 'networks' THEN members END AS networks
    FROM session_reservations r WHERE license_id = $1
    ORDER BY array_position(ARRAY['users', 'hosts', 'networks'], reserved_for::text), id
  )
  SELECT count(DISTINCT unit)::integer AS used, coalesce(bool_or(unit = ${UNITS[by].own}), false) AS "isShared",
    min(reservation_id) FILTER (WHERE unit = ${UNITS[by].own}) AS "sharedReservation",
    count(*) FILTER (WHERE username = $3)::integer AS "ofUser",
    count(*) FILTER (WHERE activation_id = $2)::integer AS "ofMachine",
    (count(DISTINCT activation_id) FILTER (WHERE username = $3 AND activation_id <> $2))::integer AS "otherMachines",
    (SELECT coalesce(json_agg(reservation), '[]') FROM reservation) AS reservations,
    (SELECT coalesce(json_agg(reservation_ids ORDER BY id), '[]') FROM session_waits
     WHERE license_id = $1 AND ${isWaiting('$5::timestamptz')} AND ($6::bigint IS NULL OR id < $6)) AS ahead
  FROM session`;
