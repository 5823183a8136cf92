/** Fields of a request as sent. */
export type SentFields = Readonly<Record<string, unknown>>;

/** A text in a multipart form; files have further parameters after their names. */
const PART = /name="([^"]{1,255})"\r?\n(?:[\w-]+:[^\r\n]*\r?\n)*\r?\n([^\r\n]*)\r?\n/g;

/** Undefined for a text that is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function queryFields(url: string): SentFields {
  const at = url.indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(at + 1)));
}

/** Fields of a JSON object or of a form, multipart or not. */
export function bodyFields(body: string): SentFields {
  const json = jsonIn(body);
  if (json !== undefined) {
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
  }
  return body.startsWith('--')
    ? Object.fromEntries(Array.from(body.matchAll(PART), ([, name = '', value]) => [name, value]))
    : Object.fromEntries(new URLSearchParams(body));
}

/** All texts of query and body, also those of fields that are repeated. */
export function valuesIn(url: string, body: string): string[] {
  const at = url.indexOf('?');
  const query = at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1)).values()];
  const isForm = jsonIn(body) === undefined && !body.startsWith('--');
  const sent = isForm ? [...new URLSearchParams(body).values()] : Object.values(bodyFields(body));
  return [...query, ...sent].filter((value) => typeof value === 'string');
}

/** The text of this field; undefined if it is empty or another value. */
export function textIn(fields: unknown, ...names: readonly string[]): string | undefined {
  const value = valueIn(fields, ...names);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value below these names; undefined if there is none. */
export function valueIn(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined,
    value,
  );
}
