/**
 * Headers of programs that the old server gets. All others stay here: cookies, addresses that a client claims to have, and what
 * only a browser sends. Host and X-Forwarded-* are written anew.
 */
const OF_REQUESTS = new Set([
  ...['accept', 'accept-charset', 'accept-encoding', 'accept-language', 'cache-control', 'pragma', 'user-agent'],
  ...['content-encoding', 'content-language', 'content-type', 'date', 'digest', 'range', 'x-requested-with'],
  ...['if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since'],
  ...['authorization', 'idempotency-key', 'x-api-key', 'x-nonce', 'x-request-id'],
]);

/**
 * Headers of answers that programs read. The others could change what a browser or a proxy does at this origin: cookies,
 * policies, requests for passwords, `Refresh`, `Clear-Site-Data`, `X-Accel-Redirect`.
 */
const OF_ANSWERS =
  /^(?:accept-ranges|age|cache-control|content-(?:disposition|encoding|language|length|range|type)|date|deprecation|digest|etag|expires|idempotent-replayed|keygen-[\w-]+|last-modified|location|pragma|(?:x-)?ratelimit(?:-[\w-]+)?|retry-after|sunset|vary|x-request-id)$/;

/** A browser shows the answer of an old server without scripts, styles, forms and access to this origin. */
const INERT: readonly string[] = [
  ...['content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'"],
  ...['x-content-type-options', 'nosniff'],
  ...['cross-origin-resource-policy', 'cross-origin'],
  // All APIs send this header: browsers send no cookie with these requests.
  ...['access-control-allow-origin', '*'],
];

/**
 * Names and values in turn.
 * @param ofApi names of those that programs of the API send beside the usual ones
 */
export function requestHeaders(rawHeaders: readonly string[], ofApi: readonly string[]): string[] {
  const isPassed = (name: string): boolean => OF_REQUESTS.has(name) || ofApi.includes(name);
  return rawHeaders.filter((_, index) => isPassed(rawHeaders[index - (index % 2)]?.toLowerCase() ?? ''));
}

/** Names and values in turn. */
export function answerHeaders(headers: Readonly<NodeJS.Dict<string | string[]>>): string[] {
  const passed = Object.entries(headers).filter(([name]) => OF_ANSWERS.test(name.toLowerCase()));
  return [...passed.flatMap(([name, value]) => [value ?? []].flat().flatMap((one) => [name, one])), ...INERT];
}
