import { Injectable } from '@nestjs/common';
import { defined } from '../../common/defined';
import { InvalidInput } from '../../common/errors/domain-error';
import type { License } from '../licenses/license.entity';
import { type LicenseId, LicensesService, type LicenseWithUsage } from '../licenses/licenses.service';
import { DeactivateActivationService } from './deactivate-activation.service';
import type { EventName } from '../../platform/records/event-catalogue';

const DAY = 86_400_000;

/** Where an admin can put a license, by one word: each takes back what another one did. */
export type AdminStatus = 'unused' | 'active' | 'expired' | 'revoked';

export interface AdminStatusChange {
  readonly standing?: AdminStatus;
  /** They count from the first activation, again where that has been. */
  readonly durationDays?: number;
  readonly description?: string;
}

/** Puts licenses where admins say they stand, with their dates and their activations. What else is wrong with one stays so. */
@Injectable()
export class LicenseStatusService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly ending: DeactivateActivationService,
  ) {}

  setStatus(id: LicenseId, { standing, durationDays, description }: AdminStatusChange): Promise<LicenseWithUsage> {
    return this.licenses.update(id, async (license, now) => {
      const term = termOf(license, standing, durationDays, now);
      if (standing === 'unused') {
        await this.ending.deactivateAll(license);
      }
      return {
        event: eventOf(license, standing),
        change: { ...defined({ durationDays, description }), ...term, revokedAt: revokedAt(license, standing, now) },
      };
    });
  }
}

type Term = Pick<License, 'firstActivatedAt' | 'expiresAt'>;

function termOf(license: License, standing: AdminStatus | undefined, days: number | undefined, now: Date): Term {
  const firstActivatedAt = clockOf(license, standing, now);
  // `expired` may have set the date of an unused license, whose first activation stays as it was: none.
  const isNewTerm = days !== undefined || standing === 'unused' || firstActivatedAt !== license.firstActivatedAt;
  const expiresAt = isNewTerm ? endOf(license, firstActivatedAt, days) : license.expiresAt;
  const isOver = expiresAt !== null && expiresAt <= now;
  if (isOver && (standing === 'active' || standing === 'unused')) {
    throw new InvalidInput('duration_days', 'The date of this license has passed: it needs more days', 'expired');
  }
  return { firstActivatedAt, expiresAt: standing === 'expired' && !isOver ? now : expiresAt };
}

function clockOf({ firstActivatedAt }: License, standing: AdminStatus | undefined, now: Date): Date | null {
  if (standing === 'unused') {
    return null;
  }
  return standing === 'active' ? (firstActivatedAt ?? now) : firstActivatedAt;
}

/** A date that does not count from the first activation is moved by nothing but new days. */
function endOf(license: License, firstActivatedAt: Date | null, newDays: number | undefined): Date | null {
  const isByActivation = license.expiryBasis === 'first_activation';
  const days = isByActivation ? (newDays ?? license.durationDays) : newDays;
  if (days === undefined) {
    return license.expiresAt;
  }
  const start = firstActivatedAt ?? (isByActivation ? null : license.createdAt);
  return start && days !== null ? new Date(start.getTime() + days * DAY) : null;
}

function revokedAt(license: License, standing: AdminStatus | undefined, now: Date): Date | null {
  if (standing === undefined) {
    return license.revokedAt;
  }
  return standing === 'revoked' ? (license.revokedAt ?? now) : null;
}

function eventOf({ revokedAt }: License, standing: AdminStatus | undefined): EventName {
  const isRevoked = standing === undefined ? revokedAt !== null : standing === 'revoked';
  if (isRevoked === (revokedAt !== null)) {
    return 'license.updated';
  }
  return isRevoked ? 'license.revoked' : 'license.enabled';
}
