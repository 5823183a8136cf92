import { parseAddress } from '../../common/http/addresses';
import { normalizeDomain } from './domains';

/** `localhost` and the names that no public domain can have: RFC 6761 and 6762. */
const LOCAL_NAME = /(?:^|\.)localhost$|\.(?:test|local)$/;

/**
 * A desktop program's device id in the place of a host, `<fingerprint>.local`: twelve or more hexadecimal digits, as in a MAC
 * address, a UUID or a hash, or a long text with a digit.
 */
const FINGERPRINT = /^(?:(?:[\da-f]-?){12,}|(?=.*\d)[a-z\d]{20,})\.local$/;

const LOCAL_RANGES: readonly string[] = ['loopback', 'private', 'linkLocal', 'uniqueLocal', 'unspecified'];

/**
 * Whether a URL, host or address is one of a developer or of a local network: `localhost`, `*.localhost`, `*.test`, `*.local`, and
 * loopback, private and link-local addresses. False for device ids, `<fingerprint>.local` included.
 */
export function isLocalDomain(text: string): boolean {
  const name = normalizeDomain(text);
  if (name === null) {
    return false;
  }
  const address = parseAddress(name);
  return address ? LOCAL_RANGES.includes(address.range()) : LOCAL_NAME.test(name) && !FINGERPRINT.test(name);
}
