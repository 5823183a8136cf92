import { DomainError } from '../../common/errors/domain-error';
import type { ProblemKind } from '../../common/errors/problem';
import { messageOf, type Refusal, type VerdictCode } from './verdict';

const KINDS: Readonly<Partial<Record<VerdictCode, ProblemKind>>> = {
  NOT_FOUND: 'not-found',
  USES_EXHAUSTED: 'conflict',
  SEATS_EXHAUSTED: 'conflict',
};

/** Our codes of refused licenses, for a dialect's error table. An unknown license is told apart from an unknown path. */
export function refusalCode(code: VerdictCode): string {
  return code === 'NOT_FOUND' ? 'LICENSE_NOT_FOUND' : code;
}

/** A license that may not be used as asked. Thrown inside the unit of work, which keeps the log row of the refusal. */
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
