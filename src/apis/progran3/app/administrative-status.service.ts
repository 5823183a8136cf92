import { Injectable } from '@nestjs/common';
import { Calendar, defined, problem } from '../../../core/common';
import type { License } from '../../../core/licenses';
import { type LicenseId, LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { DeactivateActivationService } from '../../../core/verification';
import { type Duration, endOfTerm } from '../../../core/catalog';
import type { EventName } from '../../../core/platform';

/** Statuses that an admin can set; each replaces the previous one. */
export type AdministrativeStatus = 'unused' | 'active' | 'expired' | 'revoked';

export interface AdministrativeStatusChange {
  readonly status?: AdministrativeStatus;
  /** Counted from the first activation, past or future. */
  readonly durationDays?: number;
  readonly description?: string;
}

/** Sets a license's status together with its dates and activations. Other suspensions are unchanged. */
@Injectable()
export class AdministrativeStatusService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly deactivation: DeactivateActivationService,
    private readonly calendar: Calendar,
  ) {}

  setStatus(
    id: LicenseId,
    { status, durationDays, description }: AdministrativeStatusChange,
  ): Promise<LicenseWithUsage> {
    return this.licenses.update(id, async (license, now) => {
      const duration = durationDays === undefined ? undefined : { durationDays, durationMonths: null };
      const term = termOf(license, { status, duration }, { now, calendar: this.calendar });
      if (status === 'unused') {
        await this.deactivation.deactivateAll(license);
      }
      return {
        event: eventOf(license, status),
        change: { ...duration, ...defined({ description }), ...term, revokedAt: revokedAt(license, status, now) },
      };
    });
  }
}

type Term = Pick<License, 'firstActivatedAt' | 'expiresAt'>;

function termOf(
  license: License,
  { status, duration }: { readonly status?: AdministrativeStatus; readonly duration?: Duration },
  { now, calendar }: { readonly now: Date; readonly calendar: Calendar },
): Term {
  const firstActivatedAt = firstActivationOf(license, status, now);
  // An unused license may have got its expiration date from `expired`: its first activation is still null.
  const isNewTerm = duration !== undefined || status === 'unused' || firstActivatedAt !== license.firstActivatedAt;
  const expiresAt = isNewTerm ? endOf(license, firstActivatedAt, duration, calendar) : license.expiresAt;
  const isOver = expiresAt !== null && expiresAt <= now;
  if (isOver && (status === 'active' || status === 'unused')) {
    throw problem('LICENSE_TERM_OVER', { field: 'duration_days' });
  }
  return { firstActivatedAt, expiresAt: status === 'expired' && !isOver ? now : expiresAt };
}

function firstActivationOf(
  { firstActivatedAt }: License,
  status: AdministrativeStatus | undefined,
  now: Date,
): Date | null {
  if (status === 'unused') {
    return null;
  }
  return status === 'active' ? (firstActivatedAt ?? now) : firstActivatedAt;
}

/** An expiration date that is not counted from the first activation changes only with new days. */
function endOf(
  license: License,
  firstActivatedAt: Date | null,
  newDuration: Duration | undefined,
  calendar: Calendar,
): Date | null {
  const isByActivation = license.expiryBasis === 'first_activation';
  const duration = isByActivation ? (newDuration ?? license) : newDuration;
  if (duration === undefined) {
    return license.expiresAt;
  }
  const start = firstActivatedAt ?? (isByActivation ? null : license.createdAt);
  return start && duration.durationDays !== null ? endOfTerm(start, duration, calendar) : null;
}

function revokedAt(license: License, status: AdministrativeStatus | undefined, now: Date): Date | null {
  if (status === undefined) {
    return license.revokedAt;
  }
  return status === 'revoked' ? (license.revokedAt ?? now) : null;
}

function eventOf({ revokedAt }: License, status: AdministrativeStatus | undefined): EventName {
  const isRevoked = status === undefined ? revokedAt !== null : status === 'revoked';
  if (isRevoked === (revokedAt !== null)) {
    return 'license.updated';
  }
  return isRevoked ? 'license.revoked' : 'license.enabled';
}
