import type { Behavior } from '../../catalog/policies/behavior';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { CheckedLicense } from './checked-license';
import { isReported } from './report-only';
import { startsTerm } from '../../licenses/licenses/license-term';
import { DAY } from '../../common/calendar';

interface TermContext {
  readonly license: CheckedLicense;
  readonly behavior: Behavior;
}

interface DeviceTermContext extends TermContext {
  readonly activation: Activation | null;
}

/** Whether the license has expired, and its grace period has ended. */
export function isPastGrace({ license, behavior }: TermContext, now: Date): boolean {
  return license.hasExpiredBy(new Date(now.getTime() - behavior.graceDays * DAY));
}

/** Versions that were released later are not included; null if all are. */
export function endOfUpdates(context: TermContext, now: Date): Date | null {
  const { updatesUntil, expiresAt } = context.license;
  if (context.behavior.expiryStrategy === 'allow_access' || !isPastGrace(context, now)) {
    return updatesUntil;
  }
  return expiresAt !== null && (updatesUntil === null || expiresAt < updatesUntil) ? expiresAt : updatesUntil;
}

/** Whether the device was neither checked nor checked in by an admin for too long. */
export function isCheckInOverdue({ license, behavior, activation }: DeviceTermContext, now: Date): boolean {
  if (!activation?.isActive || behavior.checkInInterval === null) {
    return false;
  }
  const lastCheckIn = Math.max(activation.lastSeenAt.getTime(), license.checkedInAt?.getTime() ?? 0);
  return lastCheckIn + behavior.checkInInterval * 1000 <= now.getTime();
}

/**
 * From when the license can no longer be used, its grace period included, unless something changes; null for never.
 * @param checkedAt last check of the device
 */
export function endOfUse({ license, behavior, activation }: DeviceTermContext, checkedAt: Date): Date | null {
  const { expiryStrategy, graceDays, checkInInterval, reportOnlyUntil } = behavior;
  const ends: number[] = [];
  const add = (code: 'EXPIRED' | 'CHECK_IN_OVERDUE', end: number): void => {
    const enforcedFrom = isReported(code, behavior, checkedAt) ? (reportOnlyUntil?.getTime() ?? end) : end;
    ends.push(Math.max(end, enforcedFrom));
  };
  if (license.expiresAt !== null && expiryStrategy === 'revoke_access') {
    add('EXPIRED', license.expiresAt.getTime() + graceDays * DAY);
  }
  if (activation?.isActive && checkInInterval !== null) {
    add('CHECK_IN_OVERDUE', checkedAt.getTime() + checkInInterval * 1000);
  }
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/**
 * Whether a use starts the term.
 * @param meters codes of the meters and credits of which something is taken
 */
export function useStartsTerm({ license, behavior }: TermContext, meters: readonly string[]): boolean {
  return (
    startsTerm(license, 'use') &&
    (behavior.termMeter === null ? meters.length > 0 : meters.includes(behavior.termMeter))
  );
}
