/** `JSON.stringify` writes each half of a pair that stands alone as an escape. */
const LONE_SURROGATE = /\\ud[89a-f]/;

/** JSON for a parameter. PostgreSQL rejects lone surrogates in JSON; they become U+FFFD, as in other parameters. */
export function databaseJson(value: unknown): string {
  const text = JSON.stringify(value);
  return LONE_SURROGATE.test(text) ? JSON.stringify(value, replaceLoneSurrogates) : text;
}

function replaceLoneSurrogates(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}
