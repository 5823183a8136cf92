import { Injectable } from '@nestjs/common';
import { defined } from '../../common/defined';
import { problem } from '../../common/errors/domain-error';
import type { License } from '../../licenses/licenses/license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import type { EventName } from '../../platform/records/event-catalogue';
import { DAY } from '../../common/calendar';

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
  ) {}

  setStatus(
    id: LicenseId,
    { status, durationDays, description }: AdministrativeStatusChange,
  ): Promise<LicenseWithUsage> {
    return this.licenses.update(id, async (license, now) => {
      const term = termOf(license, status, durationDays, now);
      if (status === 'unused') {
        await this.deactivation.deactivateAll(license);
      }
      return {
        event: eventOf(license, status),
        change: { ...defined({ durationDays, description }), ...term, revokedAt: revokedAt(license, status, now) },
      };
    });
  }
}

type Term = Pick<License, 'firstActivatedAt' | 'expiresAt'>;

function termOf(license: License, status: AdministrativeStatus | undefined, days: number | undefined, now: Date): Term {
  const firstActivatedAt = firstActivationOf(license, status, now);
  // An unused license may have got its expiration date from `expired`: its first activation is still null.
  const isNewTerm = days !== undefined || status === 'unused' || firstActivatedAt !== license.firstActivatedAt;
  const expiresAt = isNewTerm ? endOf(license, firstActivatedAt, days) : license.expiresAt;
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
function endOf(license: License, firstActivatedAt: Date | null, newDays: number | undefined): Date | null {
  const isByActivation = license.expiryBasis === 'first_activation';
  const days = isByActivation ? (newDays ?? license.durationDays) : newDays;
  if (days === undefined) {
    return license.expiresAt;
  }
  const start = firstActivatedAt ?? (isByActivation ? null : license.createdAt);
  return start && days !== null ? new Date(start.getTime() + days * DAY) : null;
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
