import { Injectable } from '@nestjs/common';
import { ActivateLicenseService } from '../../../licensing/activations/activate-license.service';
import { LicenseRefused } from '../../../licensing/verifications/verification.errors';
import { CheckLicenseService, type VerificationScope } from '../../../licensing/verifications/check-license.service';
import type { Device } from '../../../licensing/activations/device';
import type { VerificationResult } from '../../../licensing/verifications/verdict';
import { InvalidInput } from '../../../common/errors/domain-error';
import { LicenseDataService } from './license-data/license-data.service';
import type { License } from '../../../licensing/licenses/license.entity';
import { DomainClientsService, type DomainClient, type ClientLocation } from './domain-clients.service';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** What a program sends to identify its license. */
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
  readonly license: License;
  /** Encrypted license data, which the program sends with later calls. */
  readonly data: string;
}

/** Arguments of a check by CheckLicenseService. */
interface DomainVerification {
  readonly key: string;
  /** Undefined accepts any device that has a seat. */
  readonly device: Device | undefined;
  readonly scope: VerificationScope;
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
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
  ) {}

  async activate(
    { code, product, clientName }: LicenseCredential & { code: string },
    location: ClientLocation,
  ): Promise<ActivatedClient> {
    const client = this.clients.resolve(location);
    const scope = {
      ...this.scopeOf(client),
      product,
      clientName,
      behavior: this.settings.behavior(),
    };
    const { license, activation } = await this.activating.activate(code, { ...client.device, name: clientName }, scope);
    const data = await this.data.encrypt({
      license: license.key,
      product: license.product?.reference ?? '',
      device: activation.fingerprint,
      client: clientName ?? license.restrictedToClientName,
    });
    return { license, data };
  }

  /** @throws LicenseRefused if the license may not be used at this location */
  async verify(license: LicenseCredential, location: ClientLocation): Promise<void> {
    const { key, device, scope } = await this.verificationFor(license, this.clients.resolve(location));
    const { usable, code } = await this.checking.check(key, device, scope);
    if (!usable) {
      throw new LicenseRefused(code);
    }
  }

  /** Releases the seat of this location only, whichever credential was sent. */
  async deactivate(license: LicenseCredential, location: ClientLocation): Promise<void> {
    const client = this.clients.resolve(location);
    const { key, scope } = await this.verificationFor(license, client);
    await this.activating.deactivate(key, client.device, scope);
  }

  /**
   * Whether the license is usable on the domain that was sent or, without one, on any of its domains.
   * @throws LicenseRefused only if the license is unknown
   */
  async check(key: string, location: ClientLocation): Promise<VerificationResult> {
    const client = this.clients.resolve(location);
    const scope = this.scopeOf(client);
    const result = await this.checking.check(key, undefined, client.isNamed ? scope : { ...scope, domain: undefined });
    if (!result.license) {
      throw new LicenseRefused(result.code);
    }
    return result;
  }

  /** Checks the license of a program that requests a file. */
  async checkDownload(license: LicenseCredential, location: ClientLocation): Promise<VerificationResult> {
    const { key, device, scope } = await this.verificationFor(license, this.clients.resolve(location));
    return this.checking.checkDownload(key, device, scope);
  }

  private async verificationFor(
    { product, data, code, clientName }: LicenseCredential,
    client: DomainClient,
  ): Promise<DomainVerification> {
    const scope = { ...this.scopeOf(client), clientName };
    if (data !== undefined) {
      const decrypted = await this.data.decrypt(data);
      return {
        key: decrypted?.license ?? UNREADABLE,
        device: client.device,
        scope: { ...scope, product: product ?? decrypted?.product, boundFingerprint: decrypted?.device },
      };
    }
    if (code === undefined) {
      throw new InvalidInput('license_data', 'license_data or license_code is required', 'missing');
    }
    if (client.isNamed) {
      return { key: code, device: client.device, scope: { ...scope, product } };
    }
    // Without a location, any device on which the license is active counts: its domain was checked at activation.
    return { key: code, device: undefined, scope: { ...scope, product, domain: undefined, anyDevice: true } };
  }

  private scopeOf({ device, address }: DomainClient): VerificationScope {
    return { domain: device.fingerprint, address, exactDomains: !this.settings.normalizesWww() };
  }
}
