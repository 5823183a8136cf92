/** Names of fields with credentials; keys that verify signatures are public. */
const SECRET = /(^|_)(keys?|secret|token|password)$/;
const PUBLIC = /^(public|idempotency)_key$/;
const SHOWN = 4;

/**
 * Shortens license keys and other secrets in a result, whose reader may keep what it reads.
 * Search results have license keys in their titles.
 */
export function shortenSecrets(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => shortenSecrets(item, name));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const inTitle = KEY_FIELDS[String((value as { type?: unknown }).type)];
    return Object.fromEntries(entries.map(([key, each]) => [key, shortenSecrets(each, key === inTitle ? 'key' : key)]));
  }
  return typeof value === 'string' && SECRET.test(name) && !PUBLIC.test(name) ? shorten(value) : value;
}

/** The field of a search result that has the license key, by type. */
const KEY_FIELDS: Readonly<Record<string, string>> = { license: 'title', device: 'subtitle' };

function shorten(secret: string): string {
  return secret === '' ? secret : `${secret.slice(0, SHOWN)}…`;
}
