import { invalidOption, usageError } from '../usage-error';

/** Origin and path prefix without a trailing slash. */
export function readBaseUrl(baseUrl: string): string {
  const url = parsed(baseUrl);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw invalidOption(
      'baseUrl must be a complete address with http:// or https://, such as https://licenses.example.com',
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw invalidOption(`baseUrl must be an address without user, query or fragment: ${url.origin}`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/api/v1')) {
    throw invalidOption('baseUrl must not end in /api/v1: the client adds it');
  }
  return `${url.origin}${path}`;
}

function parsed(baseUrl: string): URL | undefined {
  try {
    return new URL(baseUrl);
  } catch {
    return undefined;
  }
}

/** Replaces the parameters in a path template: by name, or in their order. */
export function fillPath(template: string, parameters: Record<string, unknown> | readonly unknown[] = {}): string {
  const values = new Map<string, unknown>(Object.entries(parameters));
  let position = 0;
  return template.replace(/\{(.*?)\}/g, (_, name: string) =>
    segment(name, values.get(name) ?? values.get(String(position++))),
  );
}

// URLs drop dot segments, also encoded ones, and an empty segment addresses the collection: another route would respond.
function segment(name: string, value: unknown): string {
  const text = asText(value);
  if (text === '' || text === '.' || text === '..') {
    throw usageError(`${name} may not be ${text === '' ? 'empty' : `"${text}"`}`);
  }
  return encodeURIComponent(text);
}

/**
 * Adds `?a=1&b=2` to an address, which may already have a query, such as the action of an operation. Lists repeat their
 * name, objects become `name[field]`, null and undefined are omitted.
 */
export function withQuery(address: string, parameters: Record<string, unknown> = {}): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => pairsOf(name, value));
  return pairs.length === 0 ? address : `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`;
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

/** Converts a value to text for a URL, a header or a form. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
