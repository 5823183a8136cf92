import { domainToASCII } from 'node:url';

import { normalizeAddress } from '../../common/http/addresses';

const MAX_DOMAIN_LENGTH = 255;

const SCHEME = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;
const END_OF_AUTHORITY = /[/?#\\]/;
const PORT = /^(?::\d{0,5})?$/;
const NON_ASCII = /[^\0-\x7f]/;
const HOST = /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/;
const LEADING_WWW = /^(?:www\.)+/;
const LAST_LABEL_IS_A_NUMBER = /(?:^|\.)\d+$/;

// Device id of a desktop program. It may contain host delimiters: base64, a MAC address, a GUID in braces.
const HARDWARE_ID = /^[a-z\d._:+/={}-]+\.hwid$/i;

/** Which domains count as the same one. */
export interface DomainComparison {
  /** `www.example.com` and `example.com` are different names. */
  readonly keepWww?: boolean;
}

/**
 * Reduces a URL, a host, an address or `<device id>.hwid` to a comparable name; null if it is invalid.
 * The name never contains a wildcard or a comma, so that it is safe to add to the allowed domains.
 */
export function normalizeDomain(text: string, comparison: DomainComparison = {}): string | null {
  const host = hostOf(text);
  return host === null ? null : normalizeHost(host, comparison);
}

/** A normalized name, or `*.` and a name, which matches every name below that name, `www.` too, but not the name itself. */
export function normalizeDomainPattern(text: string, comparison: DomainComparison = {}): string | null {
  const host = hostOf(text);
  if (!host?.startsWith('*.')) {
    return host === null ? null : normalizeHost(host, comparison);
  }
  return normalizeWildcard(host.slice('*.'.length));
}

/** Normalizes both; false if either is invalid. */
export function domainMatches(pattern: string, domain: string, comparison: DomainComparison = {}): boolean {
  const allowed = normalizeDomainPattern(pattern, comparison);
  const isWildcard = allowed?.startsWith('*.') === true;
  const name = normalizeDomain(domain, isWildcard ? { keepWww: true } : comparison);
  if (allowed === null || name === null) {
    return false;
  }
  return isWildcard ? name.endsWith(allowed.slice('*'.length)) : name === allowed;
}

/** Without patterns, every domain is allowed, including null. */
export function isDomainAllowed(
  patterns: readonly string[],
  domain: string | null,
  comparison: DomainComparison = {},
): boolean {
  if (patterns.length === 0) {
    return true;
  }
  return domain !== null && patterns.some((pattern) => domainMatches(pattern, domain, comparison));
}

/** Equivalent to `domainMatches` for any of the patterns, with a lookup time independent of their number. */
export class DomainSet {
  private readonly names = new Set<string>();
  private readonly parents = new Set<string>();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const normalized = normalizeDomainPattern(pattern);
      if (normalized?.startsWith('*.')) {
        this.parents.add(normalized.slice('*.'.length));
      } else if (normalized !== null) {
        this.names.add(normalized);
      }
    }
  }

  has(domain: string): boolean {
    if (this.names.size + this.parents.size === 0) {
      return false;
    }
    const name = normalizeDomain(domain);
    const whole = normalizeDomain(domain, { keepWww: true });
    return name !== null && (this.names.has(name) || this.isSubdomain(whole ?? name));
  }

  private isSubdomain(name: string): boolean {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      if (this.parents.has(name.slice(dot + 1))) {
        return true;
      }
    }
    return false;
  }
}

/** The text without scheme, user info, port and path; neither checked nor lower-cased. */
function hostOf(text: string): string | null {
  const trimmed = text.trim();
  if (HARDWARE_ID.test(trimmed) && !SCHEME.test(trimmed)) {
    return trimmed;
  }
  const [authority = ''] = trimmed.replace(SCHEME, '').split(END_OF_AUTHORITY, 1);
  return withoutPort(authority.slice(authority.lastIndexOf('@') + 1));
}

function withoutPort(authority: string): string | null {
  if (normalizeAddress(authority) !== null) {
    return authority;
  }
  const end = authority.startsWith('[') ? authority.indexOf(']') + 1 : authority.indexOf(':');
  if (end <= 0) {
    return authority;
  }
  return PORT.test(authority.slice(end)) ? authority.slice(0, end) : null;
}

function normalizeHost(host: string, { keepWww = false }: DomainComparison): string | null {
  if (HARDWARE_ID.test(host)) {
    return bounded(host.toLowerCase());
  }
  const address = normalizeAddress(withoutBrackets(host));
  if (address !== null) {
    return address;
  }
  const name = normalizeName(host);
  // After conversion to ASCII it may be a device id.
  return name === null || keepWww || HARDWARE_ID.test(name) ? name : name.replace(LEADING_WWW, '');
}

// Keeps `www.`: otherwise `*.www.example.com` would match every subdomain of example.com.
function normalizeWildcard(parent: string): string | null {
  const name = normalizeName(parent);
  if (name === null || LAST_LABEL_IS_A_NUMBER.test(name)) {
    return null;
  }
  return bounded(`*.${name}`);
}

function normalizeName(host: string): string | null {
  const name = toAscii(host).replace(/\.$/, '');
  return HOST.test(name) ? bounded(name) : null;
}

// Non-ASCII names only: `domainToASCII` turns the device id 12345 into 0.0.48.57, and is slow on long labels.
function toAscii(host: string): string {
  if (!NON_ASCII.test(host)) {
    return host.toLowerCase();
  }
  return host.length > MAX_DOMAIN_LENGTH ? '' : domainToASCII(host);
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

function bounded(domain: string): string | null {
  return domain.length <= MAX_DOMAIN_LENGTH ? domain : null;
}
