import type { REPORTED_LIMITS } from '../../licenses/licenses/reported-limits';
import { shownAmount } from './credit-balance';
import { type CurrentBalance, mostOf } from './current-balance';
import type { LicenseContext, VerificationRequest } from './license-context';
import { hasFreeSeat, lacksSeat, seatLimit, takesSeat } from './seat-rules';
import type { VerdictCode } from './verdict';

/** A limit of a license for lack of which a request was refused. */
export interface ReachedLimit {
  readonly of: (typeof REPORTED_LIMITS)[number];
  /** Code of the meter. */
  readonly meter: string | null;
  /** Including the overage that the policy allows. */
  readonly limit: number;
  readonly used: number;
}

type Find = (context: LicenseContext, request: VerificationRequest) => ReachedLimit | undefined;

/** A check that may take a seat but finds none is refused as if it had not asked for one. */
const FIND: Partial<Record<VerdictCode, Find>> = {
  NOT_ACTIVATED: boundSeats,
  DEVICE_MISMATCH: boundSeats,
  SEATS_EXHAUSTED: seats,
  USERS_EXHAUSTED: ({ license, users }, { currentUsers = 0 }) =>
    reached('users', license.maxUsers, Math.max(users?.assigned ?? 0, currentUsers)),
  USES_EXHAUSTED: ({ license, usesTaken }) => reached('uses', license.usesLimit, usesTaken),
};

/** The limit because of which the request is refused; undefined if it is refused for another reason. */
export function reachedLimit(
  code: VerdictCode,
  context: LicenseContext | null,
  request: VerificationRequest,
): ReachedLimit | undefined {
  return context ? FIND[code]?.(context, request) : undefined;
}

export function reachedSessions({ license }: LicenseContext, active: number): ReachedLimit | undefined {
  return reached('sessions', license.maxSessions, active);
}

export function reachedMeter(balance: CurrentBalance): ReachedLimit | undefined {
  const whole = (amount: number): number => Math.floor(shownAmount(balance, amount));
  const most = mostOf(balance);
  return reached('meter', most === null ? null : whole(most), whole(balance.used), balance.code);
}

function reached(
  of: ReachedLimit['of'],
  limit: number | null,
  used: number,
  meter: string | null = null,
): ReachedLimit | undefined {
  return limit === null ? undefined : { of, meter, limit, used };
}

function boundSeats(context: LicenseContext, request: VerificationRequest): ReachedLimit | undefined {
  return request.operation === 'bind' && takesSeat(context, request) && lacksSeat(context, request)
    ? seats(context, request)
    : undefined;
}

/** A license that is in use may also be refused because it belongs to somebody else. */
function seats(context: LicenseContext, request: VerificationRequest): ReachedLimit | undefined {
  return hasFreeSeat(context, request) ? undefined : reached('seats', seatLimit(context), context.seatsTaken);
}
