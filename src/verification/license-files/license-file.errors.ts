import { Conflict, DomainError } from '../../common/errors/domain-error';
import type { FieldProblem, ProblemKind } from '../../common/errors/problem';

/** The policy's `offline_days` do not allow the file that a program asks for. */
export class OfflineNotAllowed extends DomainError {
  readonly code = 'OFFLINE_NOT_ALLOWED';
  readonly kind: ProblemKind = 'refused';
  override readonly isRecorded = true;

  constructor(offlineDays: number) {
    super(
      offlineDays === 0
        ? 'The policy allows no license files for this license: its offline_days are 0'
        : `A license file of this license may last at most ${offlineDays} days`,
    );
  }
}

/** Like `OfflineNotAllowed`, for an admin, who can change the policy. */
export class OfflineDaysExceeded extends DomainError {
  readonly code = 'OFFLINE_NOT_ALLOWED';
  readonly kind = 'unprocessable';
  override readonly fields: readonly FieldProblem[];

  constructor({ message }: OfflineNotAllowed) {
    super(message);
    this.fields = [{ field: 'ttl_days', reason: 'offline_days', message }];
  }
}

/** An air-gap code that cannot be read, or that is not of this license. */
export class InvalidCode extends DomainError {
  readonly code = 'INVALID_CODE';
  readonly kind = 'unprocessable';
  override readonly fields: readonly FieldProblem[];

  constructor(field: string, message: string) {
    super(message);
    this.fields = [{ field, reason: 'invalid', message }];
  }
}

/** The release code was used before, or the seat was released in another way. */
export class AlreadyReleased extends Conflict {
  constructor() {
    super('The seat of this release code is already released', 'ALREADY_RELEASED');
  }
}
