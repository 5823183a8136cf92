import { isWebUrl } from '../../../core/common';

const LONGEST = 2048;

/** Whether a text is a beginning of addresses: `https://shop.example.com/account`, without a query, a fragment and a password. */
export function isReturnBase(text: string): boolean {
  const url = webUrl(text);
  return url !== null && url.search === '' && url.hash === '' && !/[?#]/.test(text);
}

/**
 * The address as browsers open it, if it begins with one of the bases: the origin is the same, and the path is that of the base
 * or below it. Null for any other.
 */
export function allowedReturnUrl(text: string, bases: readonly string[]): string | null {
  const url = webUrl(text);
  return url !== null && url.href.length <= LONGEST && bases.some((base) => beginsWith(url, webUrl(base)))
    ? url.href
    : null;
}

function beginsWith(url: URL, base: URL | null): boolean {
  if (base?.origin !== url.origin) {
    return false;
  }
  const path = base.pathname.replace(/\/$/, '');
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}

/** Null for an address of another scheme, and for one with a user or a password. */
function webUrl(text: string): URL | null {
  const url = isWebUrl(text) ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '' ? url : null;
}
