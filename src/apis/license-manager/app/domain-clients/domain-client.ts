import { currentRequest, normalizeAddress, problem } from '../../../../core/common';
import { type Device, isLocalDomain, normalizeDomain } from '../../../../core/licenses';
import type { VerificationScope } from '../../../../core/verification';

/** Location of a program as it sent it. */
export interface ClientLocation {
  /** A URL, a host, or a device id that ends in .hwid; the address of the connection by default. */
  readonly url?: string;
  /** Address of the program's server; the address of the connection by default. */
  readonly ip?: string;
}

/** Fields that an API adds to its requests; omitted ones are not checked. */
export interface DomainClientOptions extends Omit<VerificationScope, 'domain' | 'address'> {
  /** Without a URL, any device on which the license is active counts: its domain was checked at activation. */
  readonly anyDevice?: boolean;
  /** Do not compare the address with the license's allowed addresses. */
  readonly ignoresAddresses?: boolean;
  /** Field of the API that contains the URL, for error messages; `url` by default. */
  readonly urlField?: string;
}

/** A resolved location. */
export interface DomainClient {
  /** Occupies the seat; its fingerprint is a domain, a device id, or the connection's address. */
  readonly device: Device;
  /** Whether the program sent its location itself. */
  readonly isNamed: boolean;
  readonly scope: VerificationScope;
}

/** A scheme without a host, which programs that run on no host send. */
const NO_HOST = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[/?#]|$)/i;

/** Resolves a location to one normalized domain, device id or address. */
export function resolveDomainClient(
  { url, ip }: ClientLocation,
  { ignoresAddresses = false, urlField = 'url', anyDevice = false, ...scope }: DomainClientOptions,
): DomainClient {
  const isNamed = url !== undefined && !NO_HOST.test(url.trim());
  const fingerprint = isNamed ? domainIn(url, scope, urlField) : connectionAddress(urlField);
  const acceptsAny = anyDevice && !isNamed;
  return {
    device: { fingerprint, kind: 'domain', isLocalDomain: isNamed && isLocalDomain(fingerprint) },
    isNamed,
    scope: {
      ...scope,
      anyDevice: acceptsAny,
      domain: acceptsAny ? undefined : isNamed ? (normalizeDomain(url, { keepWww: true }) ?? fingerprint) : fingerprint,
      address: ignoresAddresses ? undefined : addressIn(ip),
    },
  };
}

/** The domain or device id that a program sent; undefined without a valid one. */
export function sentFingerprint(
  { url }: ClientLocation,
  { exactDomains }: DomainClientOptions = {},
): string | undefined {
  const isNamed = url !== undefined && !NO_HOST.test(url.trim());
  return (isNamed && normalizeDomain(url, { keepWww: exactDomains })) || undefined;
}

function domainIn(url: string, { exactDomains }: VerificationScope, urlField: string): string {
  const domain = normalizeDomain(url, { keepWww: exactDomains });
  if (domain === null) {
    throw problem('CLIENT_URL_INVALID', { field: urlField });
  }
  return domain;
}

function connectionAddress(urlField: string): string {
  const address = currentRequest()?.address ?? null;
  if (address === null) {
    throw problem('FIELD_NEEDED', { field: urlField });
  }
  return address;
}

/** The first entry counts, because the program's own proxies may append more. An invalid address is ignored. */
function addressIn(text: string | undefined): string | null {
  const [first = ''] = (text ?? '').split(',', 1);
  return normalizeAddress(first) ?? currentRequest()?.address ?? null;
}
