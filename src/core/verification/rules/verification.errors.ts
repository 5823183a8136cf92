import { DomainError } from '../../common/errors/domain-error';
import type { CheckedLicense } from './checked-license';
import { errorOf, type VerdictCode, type VerificationResult } from './verdict';

/** The license that was found; null for an unknown key. */
type Found = Partial<Pick<VerificationResult, 'license' | 'seatsTaken'>> | null;

/**
 * Thrown inside the unit of work, which still commits the log row of the refusal. Carries the license, if the caller may
 * see it, so that an error body can describe it.
 */
export class LicenseRefused extends DomainError {
  override readonly isRecorded = true;

  readonly license: CheckedLicense | null;
  readonly seatsTaken: number;

  constructor(
    readonly verdict: VerdictCode,
    found: Found = null,
  ) {
    super(errorOf(verdict));
    this.license = found?.license ?? null;
    this.seatsTaken = found?.seatsTaken ?? 0;
  }
}
