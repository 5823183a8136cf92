import type { Problem } from './problem';

/** Path parameters with the part of the path before them, which says what they identify: `products/:id`. */
const PARAMETERS = /([\w-]+)\/:(\w+)/g;
/** Enough letters to recognize a noun by its plural: "Policy not found" is about `policies/:id`. */
const STEM = 4;

/** Names the path parameter of a row that was not found, unless the problem already names a field. */
export function withUnknownId(problem: Problem, route = ''): Problem {
  if (problem.kind !== 'not-found' || problem.fields) {
    return problem;
  }
  const { kind, code, message } = problem;
  const stem = message.toLowerCase().replaceAll(' ', '-').slice(0, STEM);
  const [, , field] = [...route.matchAll(PARAMETERS)].find(([, noun]) => noun?.startsWith(stem)) ?? [];
  return field === undefined ? problem : { kind, code, message, fields: [{ field, reason: 'unknown', message }] };
}
