import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Block = readonly [address: Address, prefixLength: number];

const PREFIX_LENGTH = /^(?:0|[1-9]\d{0,2})$/;
const DEPRECATED_V4_COMPATIBLE = /^::\d+\./;
const V4_MAPPED_PREFIX_LENGTH = 96;
const MAX_REMEMBERED = 10_000;
/** Clients choose some of the texts. No address is longer, except for one with a long zone. */
const MAX_REMEMBERED_LENGTH = 64;

/** Canonical text of an address. IPv4-mapped IPv6 becomes IPv4; a zone (`%eth0`) is dropped. */
export const normalizeAddress = remembering((text): string | null => {
  const address = parseAddress(text);
  return address && textOf(address);
});

/** Whether a text is an address, a CIDR block (`10.0.0.0/8`, `2001:db8::/32`) or an IPv4 wildcard (`10.0.0.*`, `10.*`). */
export function isAddressPattern(text: string): boolean {
  return parsePattern(text) !== null;
}

/** Returns false if either argument is invalid. */
export function addressMatches(pattern: string, address: string): boolean {
  const block = parsePattern(pattern);
  const caller = parseAddress(address);
  return block !== null && caller !== null && isWithin(caller, block);
}

/** Without patterns, every address is allowed, including an unknown one. */
export function isAddressAllowed(patterns: readonly string[], address: string | null): boolean {
  if (patterns.length === 0) {
    return true;
  }
  return address !== null && patterns.some((pattern) => addressMatches(pattern, address));
}

/** Address for rate limiting: IPv6 addresses are grouped by /64, because a subscriber has a whole /64. */
export const rateLimitAddress = remembering((text) => groupOf(text, 64));

/** Address for limiting connections: IPv6 addresses are grouped by /56, because many subscribers have several /64. */
export const connectionAddress = remembering((text) => groupOf(text, 56));

/** An IPv4 address, or the network of an IPv6 address; the text itself if it is neither. */
function groupOf(text: string, prefixLength: number): string {
  const address = parseAddress(text);
  if (address === null) {
    return text;
  }
  if (address.kind() === 'ipv4') {
    return textOf(address);
  }
  return `${textOf(ipaddr.IPv6.networkAddressFromCIDR(`${textOf(address)}/${prefixLength}`))}/${prefixLength}`;
}

// Checked with `isIP` first, because ipaddr.js also accepts `10.1`, `0x7f.1`, octal and plain numbers as IPv4 addresses,
// and the deprecated IPv6 address `::1.2.3.4` as 1.2.3.4.
export function parseAddress(text: string): Address | null {
  const [address = ''] = text.trim().split('%', 1);
  if (isIP(text.trim()) === 0 || DEPRECATED_V4_COMPATIBLE.test(address)) {
    return null;
  }
  return ipaddr.process(address);
}

export function parsePattern(text: string): Block | null {
  const pattern = text.trim();
  if (pattern.includes('*')) {
    return parseWildcard(pattern);
  }
  return pattern.includes('/') ? parseBlock(pattern) : parseSingle(pattern);
}

/** Each request asks several times about its address, and most come from addresses that were seen before. */
function remembering<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > MAX_REMEMBERED_LENGTH) {
      return compute(text);
    }
    const seen = known.get(text);
    if (seen !== undefined) {
      return seen;
    }
    if (known.size >= MAX_REMEMBERED) {
      known.clear();
    }
    const computed = compute(text);
    known.set(text, computed);
    return computed;
  };
}

function parseSingle(text: string): Block | null {
  const address = parseAddress(text);
  return address && [address, widthOf(address)];
}

function parseBlock(text: string): Block | null {
  const [base = '', length = '', ...rest] = text.split('/', 3);
  if (rest.length > 0 || base.includes('%') || !PREFIX_LENGTH.test(length)) {
    return null;
  }
  const address = parseAddress(base);
  return address && blockOf(address, Number(length) - (isMapped(base, address) ? V4_MAPPED_PREFIX_LENGTH : 0));
}

function parseWildcard(text: string): Block | null {
  const octets = text.split('.', 5);
  const fixed = octets.slice(0, octets.indexOf('*'));
  const wild = octets.slice(fixed.length);
  if (octets.length > 4 || fixed.length === 0 || wild.some((octet) => octet !== '*')) {
    return null;
  }
  const address = parseAddress([...fixed, '0', '0', '0'].slice(0, 4).join('.'));
  return address && blockOf(address, fixed.length * 8);
}

function blockOf(address: Address, prefixLength: number): Block | null {
  return prefixLength >= 0 && prefixLength <= widthOf(address) ? [address, prefixLength] : null;
}

function isWithin(address: Address, [base, prefixLength]: Block): boolean {
  return address.kind() === base.kind() && address.match(base, prefixLength);
}

function isMapped(text: string, address: Address): boolean {
  return address.kind() === 'ipv4' && text.includes(':');
}

function widthOf(address: Address): number {
  return address.kind() === 'ipv4' ? 32 : 128;
}

function textOf(address: Address): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
