import { DAY } from '../../../core/common';
import type { Behavior } from '../../../core/catalog/internal';
import { isTermPending, type License, type LicenseOrder } from '../../../core/licenses';
import { statusOf } from '../../../core/licenses/internal';
import type { Tone } from '../frame/portal-parts';

const SOON_DAYS = 30;

/** The state of a license in the words of its owner; the names are those of its texts. */
export interface LicenseState {
  readonly name:
    | 'refunded'
    | 'revoked'
    | 'suspended'
    | 'unpaid'
    | 'startsAt'
    | 'grace'
    | 'endedAt'
    | 'endedUsable'
    | 'paymentFailed'
    | 'cancelled'
    | 'renews'
    | 'endsSoon'
    | 'runsUntil'
    | 'fromFirstUse'
    | 'forever';
  readonly tone: Tone;
  /** The date that the text names. */
  readonly date?: Date;
  /** Days until then, or from the first use. */
  readonly days?: number;
  /** It can be used, or will be. */
  readonly isUsable: boolean;
  /** The owner should do something. */
  readonly needsOwner: boolean;
}

type StatedLicense = Pick<
  License,
  | 'revokedAt'
  | 'blockedAt'
  | 'disabledAt'
  | 'startsAt'
  | 'expiresAt'
  | 'expiryBasis'
  | 'durationDays'
  | 'durationMonths'
  | 'termStartedAt'
  | 'firstActivatedAt'
  | 'hasStartedBy'
  | 'hasExpiredBy'
>;
type StatedOrder = Pick<LicenseOrder, 'state' | 'subscriptionId' | 'cancelledAt' | 'pastDueAt'>;

export function licenseState(
  license: StatedLicense,
  { graceDays, expiryStrategy }: Pick<Behavior, 'graceDays' | 'expiryStrategy'>,
  order: StatedOrder | undefined,
  now: Date,
): LicenseState {
  const { expiresAt } = license;
  switch (statusOf(license, now)) {
    case 'revoked':
      return ended(order?.state === 'refunded' ? 'refunded' : 'revoked');
    case 'blocked':
    case 'disabled':
      return order?.state === 'past_due' ? ended('unpaid', 'bad', true) : ended('suspended', 'bad', true);
    case 'not_started':
      return { name: 'startsAt', tone: 'ok', date: license.startsAt ?? now, isUsable: true, needsOwner: false };
    case 'expired': {
      const date = expiresAt ?? now;
      const graceEnd = new Date(date.getTime() + graceDays * DAY);
      if (graceEnd > now) {
        return { name: 'grace', tone: 'warn', date: graceEnd, isUsable: true, needsOwner: true };
      }
      return expiryStrategy === 'revoke_access'
        ? { ...ended('endedAt'), date }
        : { name: 'endedUsable', tone: 'warn', date, isUsable: true, needsOwner: false };
    }
    case 'active':
    case 'unused':
      return runningState(license, order, now);
  }
}

function runningState(license: StatedLicense, order: StatedOrder | undefined, now: Date): LicenseState {
  const { expiresAt, durationDays } = license;
  const running = { tone: 'ok', isUsable: true, needsOwner: false } as const;
  if (!expiresAt) {
    return isTermPending(license) && durationDays !== null
      ? { ...running, name: 'fromFirstUse', days: durationDays }
      : { ...running, name: 'forever' };
  }
  const dated = { ...running, date: expiresAt };
  if (order?.pastDueAt) {
    return { ...dated, name: 'paymentFailed', tone: 'warn', needsOwner: true };
  }
  if (order?.cancelledAt) {
    return { ...dated, name: 'cancelled' };
  }
  if (order && order.subscriptionId !== null) {
    return { ...dated, name: 'renews' };
  }
  const days = Math.ceil((expiresAt.getTime() - now.getTime()) / DAY);
  return days <= SOON_DAYS
    ? { ...dated, name: 'endsSoon', tone: 'warn', days, needsOwner: true }
    : { ...dated, name: 'runsUntil' };
}

function ended(name: LicenseState['name'], tone: Tone = 'neutral', needsOwner = false): LicenseState {
  return { name, tone, isUsable: false, needsOwner };
}
