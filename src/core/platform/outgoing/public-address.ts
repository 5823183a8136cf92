import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { parseAddress } from '../../common/http/addresses';

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, shared (carrier-grade NAT), multicast,
 * reserved, or an IPv6 form of such an address (mapped, 6to4, Teredo, NAT64).
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address?.range() !== 'unicast') {
    return false;
  }
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

/** The address in a URL's host, if it is one: URLs turn decimal, octal and hexadecimal spellings into the usual one. */
export function literalAddress({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 ? undefined : host;
}

/** Names that mean this machine, wherever they are looked up. */
export function isLocalName({ hostname }: URL): boolean {
  return /(^|\.)localhost\.?$/.test(hostname);
}

const LOCAL_ENDINGS = /(^[^.]+|\.(local|internal|intranet|lan|home\.arpa|test))\.?$/;

/** Whether other servers can reach this one at an address, by its host alone: nothing is resolved. */
export function isReachableFromOutside(address: string | undefined): boolean {
  if (address === undefined) {
    return false;
  }
  const url = new URL(address);
  const literal = literalAddress(url);
  return literal === undefined ? !isLocalName(url) && !LOCAL_ENDINGS.test(url.hostname) : isPublicAddress(literal);
}
