import type { DialectDefinition } from '../dialects/define-dialect';
import type { Problem } from './problem';

export interface ToldError {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: object;
}

/** A problem in the words and the shape of a dialect. */
export function tell(problem: Problem, { errors }: DialectDefinition, requestId: string): ToldError {
  const row = errors.codes[problem.code] ?? errors.kinds[problem.kind];
  const told = {
    kind: problem.kind,
    code: row.code ?? problem.code,
    message: row.message ?? problem.message,
    fields: problem.fields,
    retryAfter: problem.retryAfter,
    reached: problem.reached,
    status: row.status,
    requestId,
  };
  return {
    status: row.status,
    headers: {
      ...row.headers,
      ...(problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
    },
    body: (row.body ?? errors.body)(told),
  };
}
