import type { ErrorRow, ErrorTable, Translate } from '../dialects/define-dialect';
import { type Problem, sentProblem } from './problem';

/** Response that an error gives. */
export interface RenderedError {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** JSON, or the text of a page; null if the response has no body. */
  readonly body: object | string | null;
}

const asIs: Translate = (message) => message;

/** The row of an error in a table: by its name in the catalogue, by its code, or by its kind. */
export function rowFor({ rule = '', code, kind }: Problem, { codes, kinds }: ErrorTable): ErrorRow {
  return codes[rule] ?? codes[code] ?? kinds[kind];
}

/** Renders a problem by an error table. */
export function renderError(
  problem: Problem,
  errors: ErrorTable,
  requestId: string,
  translate: Translate = asIs,
): RenderedError {
  const row = rowFor(problem, errors);
  const rendered = {
    kind: problem.kind,
    code: row.code ?? problem.code,
    message: row.message === undefined ? translate(problem.message, problem) : translate(row.message, {}),
    fields: problem.fields?.map((field) => sentProblem({ ...field, message: translate(field.message, field) })),
    retryAfter: problem.retryAfter,
    reached: problem.reached,
    waiting: problem.waiting,
    status: row.status,
    requestId,
    cause: problem,
  };
  return {
    status: row.status,
    headers: {
      ...row.headers,
      ...(problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
    },
    body: (row.body ?? errors.body)(rendered),
  };
}
