const ORIGIN = 'http://local.invalid';

/** The path and query of an address on this server; undefined for all other addresses. */
export function localPath(address: string): string | undefined {
  // Browsers read `//host` and `/\host` as another host, and ignore tabs and line breaks anywhere.
  if (!/^\/(?![/\\])[^\p{Cc}\\]*$/u.test(address) || !URL.canParse(address, ORIGIN)) {
    return undefined;
  }
  const { origin, pathname, search } = new URL(address, ORIGIN);
  return origin === ORIGIN && !pathname.startsWith('//') ? `${pathname}${search}` : undefined;
}
