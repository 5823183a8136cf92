import { KeywardError } from '../keyward-error';

/** Origin and path prefix, without a slash at the end. */
export function readBaseUrl(baseUrl: string): string {
  const url = parsed(baseUrl);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw invalid(`baseUrl must be an http(s) address without user, query or fragment: ${url.origin}`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function parsed(baseUrl: string): URL {
  try {
    return new URL(baseUrl);
  } catch (cause) {
    throw invalid('baseUrl must be an absolute address, such as https://licenses.example.com', cause);
  }
}

function invalid(message: string, cause?: unknown): KeywardError {
  return new KeywardError(message, { status: 0, code: 'INVALID_OPTIONS', cause });
}

/** A document's path with its parameters filled in. */
export function fillPath(template: string, parameters: Record<string, unknown> = {}): string {
  return template.replace(/\{(.*?)\}/g, (_, name: string) => segment(name, parameters[name]));
}

// URLs normalise dot segments away, encoded ones too, and an empty one names the collection: another route would answer.
function segment(name: string, value: unknown): string {
  const text = asText(value);
  if (text === '' || text === '.' || text === '..') {
    throw new KeywardError(`${name} may not be ${text === '' ? 'empty' : `"${text}"`}`, {
      status: 0,
      code: 'INVALID_REQUEST',
    });
  }
  return encodeURIComponent(text);
}

/** `?a=1&b=2`; lists repeat their name, objects go as `name[field]`, null and undefined are left out. */
export function queryString(parameters: Record<string, unknown> = {}): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => pairsOf(name, value));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function pairsOf(name: string, value: unknown): string[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => pairsOf(name, item));
  }
  if (typeof value === 'object' && !(value instanceof Date)) {
    return Object.entries(value).flatMap(([field, item]) => pairsOf(`${name}[${field}]`, item));
  }
  return [`${encodeURIComponent(name)}=${encodeURIComponent(asText(value))}`];
}

/** A single value as it goes into an address, a header or a form. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
