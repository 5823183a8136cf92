import { jsonOf } from '../signed-body';

/** Fields of the form, with the names that they have there, such as `new_plan[tier][name]`. */
export type GumroadForm = Readonly<Partial<Record<string, string>>>;

/** Levels of JSON: a plan has a tier, which has a name. */
const MAX_DEPTH = 4;

/** The fields of a body: a form, or JSON whose inner objects have the names that they have in a form. */
export function formIn(body: Buffer): GumroadForm {
  const text = body.toString();
  return Object.fromEntries(
    text.trimStart().startsWith('{') ? fieldsIn(jsonOf(body)) : new URLSearchParams(text).entries(),
  );
}

function fieldsIn(value: object, prefix = '', depth = 1): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    if (typeof inner === 'object' && inner !== null) {
      return depth < MAX_DEPTH ? fieldsIn(inner, name, depth + 1) : [];
    }
    return typeof inner === 'string' ? [[name, inner]] : inner === null ? [] : [[name, JSON.stringify(inner)]];
  });
}
