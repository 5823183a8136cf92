import { VERSION } from '../generated/version';

/** Names this package and its platform. Browsers keep a `User-Agent` of their own, so there it is `X-Keyward-Client`. */
export function clientHeaders(): Record<string, string> {
  const node = nodeVersionOf(globalThis);
  return node === undefined
    ? { 'x-keyward-client': `keyward-sdk/${VERSION}` }
    : { 'user-agent': `keyward-sdk/${VERSION} (node/${node})` };
}

interface Platform {
  readonly document?: unknown;
  readonly process?: { readonly versions?: { readonly node?: string } };
}

/** Undefined in browsers, and in an Electron window, which may have both. */
function nodeVersionOf({ document, process }: Platform): string | undefined {
  return document === undefined ? process?.versions?.node : undefined;
}
