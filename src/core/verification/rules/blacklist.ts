import { AddressSet } from '../../common/http/address-set';
import { DomainSet } from '../../licenses/domains/domains';
import type { LicenseContext, VerificationRequest } from './license-context';

/** Blacklist entries as configured. */
export interface BlacklistEntries {
  readonly codes: readonly string[];
  readonly buyers: readonly string[];
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
  readonly fingerprints: readonly string[];
}

type BlacklistedContext = Pick<LicenseContext, 'license' | 'currentKey' | 'customer' | 'activation'>;

/** Built once per settings snapshot, because every check uses it. */
export class Blacklist {
  private readonly codes: ReadonlySet<string>;
  private readonly buyers: ReadonlySet<string>;
  private readonly domains: DomainSet;
  private readonly addresses: AddressSet;
  private readonly fingerprints: ReadonlySet<string>;

  constructor(entries: Partial<BlacklistEntries> = {}) {
    const { codes = [], buyers = [], domains = [], addresses = [], fingerprints = [] } = entries;
    this.codes = new Set(codes);
    this.buyers = new Set(buyers.map(fold));
    this.domains = new DomainSet(domains);
    this.addresses = new AddressSet(addresses);
    this.fingerprints = new Set(fingerprints);
  }

  get namesBuyers(): boolean {
    return this.buyers.size > 0;
  }

  /** Whether the license, its customer, or the request's device, client, domain or address is blacklisted. */
  holds(context: BlacklistedContext, request: VerificationRequest): boolean {
    return (
      this.codes.has(context.license.key) ||
      (context.currentKey !== undefined && this.codes.has(context.currentKey)) ||
      this.holdsDevice(context, request) ||
      (request.domain !== undefined && this.domains.has(request.domain)) ||
      // The stated address can differ from the actual one: both are checked.
      [request.caller, request.address].some((address) => this.addresses.has(address ?? '')) ||
      (this.namesBuyers && buyersIn(context, request).some((buyer) => this.buyers.has(fold(buyer))))
    );
  }

  /** A device that is known by its components has the fingerprint of its activation, too. */
  private holdsDevice({ activation }: BlacklistedContext, { fingerprint }: VerificationRequest): boolean {
    return (
      this.fingerprints.size > 0 &&
      [fingerprint, activation?.fingerprint].some((known) => known !== undefined && this.fingerprints.has(known))
    );
  }
}

function buyersIn({ license, customer }: BlacklistedContext, request: VerificationRequest): string[] {
  return [
    customer?.name,
    customer?.reference,
    customer?.email,
    license.restrictedToClientName,
    license.restrictedToEmail,
    request.clientName,
    request.email,
    request.activatingEmail,
  ].filter((buyer) => typeof buyer === 'string');
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
