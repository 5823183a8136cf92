import { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem, ProblemKind } from '../../common/errors/problem';
import type { RefusedItem, UsageRefusal } from '../rules/current-balance';

const KINDS: Readonly<Record<UsageRefusal, ProblemKind>> = {
  METER_NOT_FOUND: 'not-found',
  METER_EXHAUSTED: 'conflict',
  METER_RETURN_EXCEEDED: 'conflict',
};

const MESSAGES: Readonly<Record<UsageRefusal, (meter: string) => string>> = {
  METER_NOT_FOUND: (meter) => `This license has no meter ${meter}`,
  METER_EXHAUSTED: (meter) => `Not enough is left of the meter ${meter}`,
  METER_RETURN_EXCEEDED: (meter) => `More of the meter ${meter} was returned than was taken`,
};

const REASONS: Readonly<Record<UsageRefusal, string>> = {
  METER_NOT_FOUND: 'unknown',
  METER_EXHAUSTED: 'exhausted',
  METER_RETURN_EXCEEDED: 'not_taken',
};

/** An item of a usage call does not fit; nothing of the call counts. The log row of the refusal is committed. */
export class UsageRefused extends DomainError {
  readonly code: UsageRefusal;
  readonly kind: ProblemKind;
  override readonly fields: readonly FieldProblem[];
  override readonly isRecorded = true;

  constructor({ code, meter }: RefusedItem) {
    super(MESSAGES[code](meter));
    this.code = code;
    this.kind = KINDS[code];
    this.fields = [{ field: 'items', reason: REASONS[code], message: this.message, ids: [meter] }];
  }
}
