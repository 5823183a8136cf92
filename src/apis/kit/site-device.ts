import { currentRequest } from '../../core/common';
import { type Device, isLocalDomain, normalizeDomain } from '../../core/licenses';
import { type DomainComparison } from '../../core/licenses/internal';
import type { VerificationScope } from '../../core/verification';

/** Characters that an activation stores. */
const MAX_FINGERPRINT = 512;

export interface Site {
  readonly device: Device;
  /** The domain, for the allowed domains of the license. */
  readonly scope: Pick<VerificationScope, 'domain'>;
}

/**
 * The site of a program: the domain of its URL or, for a program that runs on none, the text that it sends instead, such as a
 * system ID. Null without either.
 */
export function siteOf(url: string, comparison: DomainComparison = {}): Site | null {
  const domain = normalizeDomain(url, comparison);
  if (domain !== null && domain !== '') {
    return {
      device: { fingerprint: domain, kind: 'domain', isLocalDomain: isLocalDomain(domain) },
      // Not without `www.`, which a wildcard of the allowed domains covers.
      scope: { domain: normalizeDomain(url, { keepWww: true }) ?? domain },
    };
  }
  const text = url.trim().toLowerCase();
  return text === '' || text.length > MAX_FINGERPRINT ? null : { device: { fingerprint: text }, scope: {} };
}

/** The site of a program that names none: the address of its connection. */
export function siteOfConnection(): Site | null {
  return siteOf(currentRequest()?.address ?? '');
}
