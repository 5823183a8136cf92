import { AddressSet } from '../../common/http/address-set';
import { DomainSet } from '../licenses/domains';
import type { LicenseContext, VerificationRequest } from './evaluate';

/** Blacklist entries as configured. */
export interface BlacklistEntries {
  readonly codes: readonly string[];
  readonly buyers: readonly string[];
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
}

/** Built once per settings snapshot, because every check uses it. */
export class Blacklist {
  private readonly codes: ReadonlySet<string>;
  private readonly buyers: ReadonlySet<string>;
  private readonly domains: DomainSet;
  private readonly addresses: AddressSet;

  constructor({ codes = [], buyers = [], domains = [], addresses = [] }: Partial<BlacklistEntries> = {}) {
    this.codes = new Set(codes);
    this.buyers = new Set(buyers.map(fold));
    this.domains = new DomainSet(domains);
    this.addresses = new AddressSet(addresses);
  }

  get namesBuyers(): boolean {
    return this.buyers.size > 0;
  }

  /** Whether the license, its customer, or the request's client, domain or address is blacklisted. */
  holds(context: Pick<LicenseContext, 'license' | 'currentKey' | 'customer'>, request: VerificationRequest): boolean {
    return (
      this.codes.has(context.license.key) ||
      (context.currentKey !== undefined && this.codes.has(context.currentKey)) ||
      (request.domain !== undefined && this.domains.has(request.domain)) ||
      // The stated address can differ from the actual one: both are checked.
      [request.caller, request.address].some((address) => this.addresses.has(address ?? '')) ||
      (this.namesBuyers && buyersIn(context, request).some((buyer) => this.buyers.has(fold(buyer))))
    );
  }
}

function buyersIn(
  { license, customer }: Pick<LicenseContext, 'license' | 'customer'>,
  request: VerificationRequest,
): string[] {
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
