import { isErrorName, rowOf } from './catalogue';
import type { Problem } from './problem';

/** Path parameters with the part of the path before them, which says what they identify: `products/:id`. */
const PARAMETERS = /([\w-]+)\/:(\w+)/g;

/** Names the path parameter of a row that was not found, unless the problem already names a field. */
export function withUnknownId(problem: Problem, route = ''): Problem {
  const { kind, code, message, rule, params, fields } = problem;
  if (kind !== 'not-found' || fields || rule === undefined || !isErrorName(rule)) {
    return problem;
  }
  const { path, reason } = rowOf(rule);
  const [, , field] = [...route.matchAll(PARAMETERS)].find(([, noun]) => noun === path) ?? [];
  return field === undefined
    ? problem
    : { kind, code, message, rule, params, fields: [{ field, reason, message, rule, params }] };
}
