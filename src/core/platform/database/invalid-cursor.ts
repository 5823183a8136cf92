import { type DomainError, problem } from '../../common/errors/domain-error';

/** The error for a cursor that no page gave. */
export function invalidCursor(field: 'after' | 'before'): DomainError {
  return problem(field === 'after' ? 'AFTER_INVALID' : 'BEFORE_INVALID', { field });
}
