import { DomainError } from '../../common/errors/domain-error';
import type { ProblemKind } from '../../common/errors/problem';
import type { CheckedLicense } from './checked-license';
import { messageOf, type VerdictCode, type VerificationResult } from './verdict';

/** The license that was found; null for an unknown key. */
type Found = Partial<Pick<VerificationResult, 'license' | 'seatsTaken'>> | null;

const KINDS: Readonly<Partial<Record<VerdictCode, ProblemKind>>> = {
  NOT_FOUND: 'not-found',
  USERS_EXHAUSTED: 'conflict',
  USES_EXHAUSTED: 'conflict',
  TRANSFERS_EXHAUSTED: 'conflict',
  SEATS_EXHAUSTED: 'conflict',
};

/** Error code of a refusal. `LICENSE_NOT_FOUND` distinguishes an unknown license from an unknown path. */
export function refusalCode(code: VerdictCode): string {
  return code === 'NOT_FOUND' ? 'LICENSE_NOT_FOUND' : code;
}

/**
 * Thrown inside the unit of work, which still commits the log row of the refusal. Carries the license, if the caller may
 * see it, so that an error body can describe it.
 */
export class LicenseRefused extends DomainError {
  readonly code: string;
  readonly kind: ProblemKind;
  override readonly isRecorded = true;

  readonly license: CheckedLicense | null;
  readonly seatsTaken: number;

  constructor(
    readonly verdict: VerdictCode,
    found: Found = null,
  ) {
    super(messageOf(verdict));
    this.code = refusalCode(verdict);
    this.kind = KINDS[verdict] ?? 'refused';
    this.license = found?.license ?? null;
    this.seatsTaken = found?.seatsTaken ?? 0;
  }
}
