import type { KeywardError } from '#sdk';

/** An error of a call in one line, with the id by which the server's log has the request. */
export function describeCallError(
  { code, requestId, details, description, isUnreachable }: KeywardError,
  baseUrl: string,
): string {
  const facts = [code, ...(requestId === undefined ? [] : [`request ${requestId}`])].join(', ');
  const fields = Array.isArray(details) ? details.map(describeDetail).filter((text) => text !== '') : [];
  const hint =
    HINTS[code] ?? (isUnreachable && requestId === undefined ? `no Keyward server answers at ${baseUrl}` : '');
  const sentences = [withoutStop(description), ...fields, ...(hint === '' ? [] : [hint])];
  return `${sentences.join('; ').replace(/\s+/g, ' ')} (${facts})`;
}

const HINTS: Readonly<Record<string, string>> = {
  UNAUTHENTICATED:
    'set KEYWARD_API_KEY to an API key of kind internal, KEYWARD_TOKEN to the token of a log-in, or KEYWARD_PASSWORD',
};

function describeDetail(detail: unknown): string {
  const { field, message } = (detail ?? {}) as { field?: unknown; message?: unknown };
  return typeof message === 'string' ? [field, message].filter((text) => typeof text === 'string').join(': ') : '';
}

function withoutStop(text: string): string {
  return text.replace(/[.]$/, '');
}
