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

// A desktop program's device id, which may hold what ends a host elsewhere: base64, a MAC address, a GUID in braces.
const HARDWARE_ID = /^[a-z\d._:+/={}-]+\.hwid$/i;

/** How names are compared. */
export interface DomainComparison {
  /** `www.example.com` is another name than `example.com`. */
  readonly keepWww?: boolean;
}

/**
 * What a program says it runs on (a URL, a host, an address, `<device id>.hwid`) as one comparable name, or null.
 * Never holds a wildcard or a comma, so that a caller's own domain can be put among the allowed ones.
 */
export function normalizeDomain(text: string, comparison: DomainComparison = {}): string | null {
  const host = hostOf(text);
  return host === null ? null : normalizeHost(host, comparison);
}

/** A name as `normalizeDomain` gives it, or `*.` and a name: the sub-domains of that name, but not the name itself. */
export function normalizeDomainPattern(text: string, comparison: DomainComparison = {}): string | null {
  const host = hostOf(text);
  if (!host?.startsWith('*.')) {
    return host === null ? null : normalizeHost(host, comparison);
  }
  return normalizeWildcard(host.slice('*.'.length));
}

/** Takes both as people write them; false where either is nonsense. */
export function domainMatches(pattern: string, domain: string, comparison: DomainComparison = {}): boolean {
  const allowed = normalizeDomainPattern(pattern, comparison);
  const name = normalizeDomain(domain, comparison);
  if (allowed === null || name === null) {
    return false;
  }
  return allowed.startsWith('*.') ? name.endsWith(allowed.slice('*'.length)) : name === allowed;
}

/** No patterns: every domain is allowed, an unknown one too. */
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

/** Many patterns that are asked often: says what `domainMatches` says for any of them, in a time that does not grow with them. */
export class DomainSet {
  private readonly names = new Set<string>();
  private readonly parents = new Set<string>();

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      const known = normalizeDomainPattern(pattern);
      if (known?.startsWith('*.')) {
        this.parents.add(known.slice('*.'.length));
      } else if (known !== null) {
        this.names.add(known);
      }
    }
  }

  has(domain: string): boolean {
    if (this.names.size + this.parents.size === 0) {
      return false;
    }
    const name = normalizeDomain(domain);
    return name !== null && (this.names.has(name) || this.isBelowOne(name));
  }

  private isBelowOne(name: string): boolean {
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
  // In plain letters it may be a device id after all.
  return name === null || keepWww || HARDWARE_ID.test(name) ? name : name.replace(LEADING_WWW, '');
}

// `www.` stays here: without it `*.www.example.com` would let in far more than it says.
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

// Only for names that need it: `domainToASCII` turns the device id 12345 into 0.0.48.57, and is slow on long labels.
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
