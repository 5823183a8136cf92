import { Injectable } from '@nestjs/common';
import { type ClientLocation, type DomainClientOptions, sentFingerprint } from './domain-clients/domain-client';
import { DomainClientsService } from './domain-clients/domain-clients.service';
import type { CheckedLicense, VerificationResult } from '../../../core/verification';
import { problem } from '../../../core/common';
import { LicenseDataService } from './license-data/license-data.service';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** Fields with which a program identifies its license. */
export interface LicenseCredential {
  /** Reference of the product; the license's product by default. */
  readonly product?: string;
  /** License data from its activation… */
  readonly data?: string;
  /** …or the license's key. */
  readonly code?: string;
  /** Name of the client. */
  readonly clientName?: string;
}

export interface ActivatedClient {
  readonly license: CheckedLicense;
  /** Encrypted license data, which the program sends with later calls. */
  readonly data: string;
}

/** The license that a credential identifies. */
interface IdentifiedLicense {
  readonly key: string;
  readonly options: DomainClientOptions;
}

/** Key for unreadable license data; no license has it. */
const UNREADABLE = '';

/** Licenses of domain clients, which identify themselves by encrypted license data or a license key. */
@Injectable()
export class DomainLicensesService {
  constructor(
    private readonly clients: DomainClientsService,
    private readonly settings: DomainClientSettingsService,
    private readonly data: LicenseDataService,
  ) {}

  async activate(
    { code, product, clientName }: LicenseCredential & { code: string },
    location: ClientLocation,
  ): Promise<ActivatedClient> {
    const options = { ...this.settings.options(), product, clientName, behavior: this.settings.behavior() };
    const { license, activation } = await this.clients.activate(code, location, options);
    const data = await this.data.encrypt({
      license: license.key,
      product: license.product?.reference ?? '',
      device: activation.fingerprint,
      client: clientName ?? license.restrictedToClientName,
    });
    return { license, data };
  }

  /** @throws LicenseRefused if the license may not be used at this location */
  async verify(credential: LicenseCredential, location: ClientLocation): Promise<void> {
    const { key, options } = await this.identify(credential);
    await this.clients.verify(key, location, options);
  }

  /** Releases the seat of this location only, whichever credential was sent. */
  async deactivate(credential: LicenseCredential, location: ClientLocation): Promise<void> {
    const { key, options } = await this.identify(credential);
    await this.clients.deactivate(key, location, options);
  }

  /**
   * Whether the license is usable on the domain that was sent or, without one, on any of its domains.
   * @throws LicenseRefused only if the license is unknown
   */
  check(key: string, location: ClientLocation): Promise<VerificationResult> {
    return this.clients.check(key, location, this.settings.options());
  }

  /** Checks the license of a program that requests a file. */
  async checkDownload(credential: LicenseCredential, location: ClientLocation): Promise<VerificationResult> {
    const { key, options } = await this.identify(credential);
    return this.clients.checkDownload(key, location, options);
  }

  /** Ids of the products with a usable license that is active at the location, if the program sent one. */
  productsAt(location: ClientLocation): Promise<readonly number[]> {
    return this.clients.productsAt(location, this.settings.options());
  }

  /** Fingerprint of the device of a program that sent its location. */
  deviceAt(location: ClientLocation): string | undefined {
    return sentFingerprint(location, this.settings.options());
  }

  /** License data proves the location for which it was issued; a key alone proves none. */
  private async identify({ product, data, code, clientName }: LicenseCredential): Promise<IdentifiedLicense> {
    const options = { ...this.settings.options(), product, clientName };
    if (data !== undefined) {
      const decrypted = await this.data.decrypt(data);
      return {
        key: decrypted?.license ?? UNREADABLE,
        options: { ...options, product: product ?? decrypted?.product, boundFingerprint: decrypted?.device },
      };
    }
    if (code === undefined) {
      throw problem('LICENSE_DATA_MISSING', { field: 'license_data' });
    }
    return { key: code, options: { ...options, anyDevice: true } };
  }
}
