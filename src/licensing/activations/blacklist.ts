import { AddressSet } from '../../common/http/address-set';
import { DomainSet } from '../licenses/domains';
import type { LicenseContext, VerificationRequest } from './evaluate';

/** What admins want nothing to do with, as they wrote it down. */
export interface BlacklistEntries {
  readonly codes: readonly string[];
  readonly buyers: readonly string[];
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
}

/** Made once for each reading of the settings, because every check asks it. */
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

  /** Whether it matters whose a license is. */
  get namesBuyers(): boolean {
    return this.buyers.size > 0;
  }

  /** Whether it has the license, whose it is, or from where and by whom it is asked about. */
  holds(found: Pick<LicenseContext, 'license' | 'customer'>, question: VerificationRequest): boolean {
    return (
      this.codes.has(found.license.key) ||
      (question.domain !== undefined && this.domains.has(question.domain)) ||
      // A caller may claim another address than its own: neither may be on the list.
      [question.caller, question.address].some((address) => this.addresses.has(address ?? '')) ||
      (this.namesBuyers && buyersIn(found, question).some((buyer) => this.buyers.has(fold(buyer))))
    );
  }
}

function buyersIn(
  { license, customer }: Pick<LicenseContext, 'license' | 'customer'>,
  question: VerificationRequest,
): string[] {
  return [
    customer?.name,
    customer?.reference,
    customer?.email,
    license.restrictedToClientName,
    license.restrictedToEmail,
    question.clientName,
    question.email,
    question.activatingEmail,
  ].filter((buyer) => typeof buyer === 'string');
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
