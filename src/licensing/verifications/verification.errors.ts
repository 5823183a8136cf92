import { DomainError } from '../../common/errors/domain-error';
import type { ProblemKind } from '../../common/errors/problem';
import { messageOf, type Refusal, type VerdictCode } from './verdict';

const KINDS: Readonly<Partial<Record<VerdictCode, ProblemKind>>> = {
  NOT_FOUND: 'not-found',
  USES_EXHAUSTED: 'conflict',
  SEATS_EXHAUSTED: 'conflict',
};

/** Error code of a refusal. `LICENSE_NOT_FOUND` distinguishes an unknown license from an unknown path. */
export function refusalCode(code: VerdictCode): string {
  return code === 'NOT_FOUND' ? 'LICENSE_NOT_FOUND' : code;
}

/** Thrown inside the unit of work, which still commits the log row of the refusal. */
export class LicenseRefused extends DomainError {
  readonly code: string;
  readonly kind: ProblemKind;
  override readonly isRecorded = true;

  constructor(readonly verdict: Refusal | VerdictCode) {
    super(messageOf(verdict));
    this.code = refusalCode(verdict);
    this.kind = KINDS[verdict] ?? 'refused';
  }
}
