import { fieldsOf } from '../http/unknown';
import { UntrustedError } from '../signed';
import type { Reply } from './calls';
import { untrustedAnswer } from './problems';

/** A meter after a call, as the server signed it. */
export interface MeterBalance {
  readonly meter: string;
  /** What was taken in this period and not returned. */
  readonly used: number;
  /** Null is unlimited. */
  readonly limit: number | null;
  /** What can still be taken in this period, the overage included; null is unlimited. */
  readonly left: number | null;
  /** When the next period begins; null for a meter that never resets. */
  readonly resetsAt: Date | null;
}

/** A credit after a call. Its amounts are decimal texts, because numbers would not be exact. The server signed it. */
export interface CreditBalance {
  readonly credit: string;
  /** What was taken in this period and not returned. */
  readonly used: string;
  /** Null is unlimited. */
  readonly limit: string | null;
  /** What can still be taken in this period, the overage included; null is unlimited. */
  readonly left: string | null;
  /** When the next period begins; null for a credit that never resets. */
  readonly resetsAt: Date | null;
}

/** An amount that is kept for this program. */
export interface ReservedUsage {
  readonly token: string;
  /** When it ends by itself. */
  readonly expiresAt: Date;
}

/** The balances that a commit took from, after it. */
export interface CommittedUsage {
  readonly meters: readonly MeterBalance[];
  readonly credits: readonly CreditBalance[];
}

export function creditsIn({ credits }: Reply): CreditBalance[] {
  return (Array.isArray(credits) ? credits : [])
    .map(fieldsOf)
    .map(({ credit, used, limit, left, resets_at: reset }) => ({
      credit: String(credit),
      used: String(used),
      limit: typeof limit === 'string' ? limit : null,
      left: typeof left === 'string' ? left : null,
      resetsAt: typeof reset === 'string' ? new Date(reset) : null,
    }));
}

/** @param claims say when it ends; the token is sent beside */
export function reservationIn({ reservation }: Reply, { reservation_token: token }: Reply): ReservedUsage {
  const { expires_at: end } = fieldsOf(reservation);
  return typeof token === 'string' && typeof end === 'number'
    ? { token, expiresAt: new Date(end * 1000) }
    : withoutReservation();
}

function withoutReservation(): never {
  throw untrustedAnswer(new UntrustedError('malformed', 'There is no reservation'));
}

export function balancesIn({ meters }: Reply): MeterBalance[] {
  return (Array.isArray(meters) ? meters : []).map(fieldsOf).map(({ meter, used, limit, left, resets_at: reset }) => ({
    meter: String(meter),
    used: Number(used),
    limit: typeof limit === 'number' ? limit : null,
    left: typeof left === 'number' ? left : null,
    resetsAt: typeof reset === 'string' ? new Date(reset) : null,
  }));
}

export function withoutBalance(): never {
  throw untrustedAnswer(new UntrustedError('malformed', 'There is no balance of the meter'));
}
