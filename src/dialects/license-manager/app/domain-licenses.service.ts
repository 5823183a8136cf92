import { Injectable } from '@nestjs/common';
import { ActivateLicenseService } from '../../../licensing/activations/activate-license.service';
import { LicenseRefused } from '../../../licensing/activations/activation.errors';
import { CheckLicenseService, type VerificationScope } from '../../../licensing/activations/check-license.service';
import type { Device } from '../../../licensing/activations/device';
import type { VerificationResult } from '../../../licensing/activations/verdict';
import { InvalidInput } from '../../../common/errors/domain-error';
import { LicenseDataService } from './license-data/license-data.service';
import type { License } from '../../../licensing/licenses/license.entity';
import { DomainClientsService, type DomainClient, type ClientLocation } from './domain-clients.service';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** By what a program that runs on a domainClient says which license it has. */
export interface LicenseCredential {
  /** Reference of the product; left out: the license's. */
  readonly product?: string;
  /** What it was given when it activated… */
  readonly data?: string;
  /** …or the license's key. */
  readonly code?: string;
  /** Whose license it says it is. */
  readonly client?: string;
}

export interface ActivatedClient {
  readonly license: License;
  /** To be shown by the domainClient at later calls. */
  readonly data: string;
}

/** A question about a license, as the services of activations know it. */
interface DomainVerification {
  readonly key: string;
  /** Undefined where any device that has a seat will do. */
  readonly device: Device | undefined;
  readonly scope: VerificationScope;
}

/** The key of what cannot be read: there is no license of that name. */
const UNREADABLE = '';

/** Licenses of programs that live on a domain, or call themselves so, and prove themselves by encrypted license data. */
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
    { code, product, client }: LicenseCredential & { code: string },
    location: ClientLocation,
  ): Promise<ActivatedClient> {
    const domainClient = this.clients.resolve(location);
    const scope = {
      ...this.scopeOf(domainClient),
      product,
      clientName: client,
      behavior: this.settings.behavior(),
    };
    const { license, activation } = await this.activating.activate(
      code,
      { ...domainClient.device, name: client },
      scope,
    );
    const data = await this.data.encrypt({
      license: license.key,
      product: license.product?.reference ?? '',
      device: activation.fingerprint,
      client: client ?? license.restrictedToClientName,
    });
    return { license, data };
  }

  /** Throws where the license may not be used here. */
  async verify(license: LicenseCredential, location: ClientLocation): Promise<void> {
    const { key, device, scope } = await this.verificationFor(license, this.clients.resolve(location));
    const { usable, code } = await this.checking.check(key, device, scope);
    if (!usable) {
      throw new LicenseRefused(code);
    }
  }

  /** Frees the seat of the domainClient alone, whatever the license was shown by. */
  async deactivate(license: LicenseCredential, location: ClientLocation): Promise<void> {
    const domainClient = this.clients.resolve(location);
    const { key, scope } = await this.verificationFor(license, domainClient);
    await this.activating.deactivate(key, domainClient.device, scope);
  }

  /** Whether it could be used, wherever it is active: on the domain that is named, or on any that it is for. Throws for an unknown license alone. */
  async check(key: string, location: ClientLocation): Promise<VerificationResult> {
    const domainClient = this.clients.resolve(location);
    const scope = this.scopeOf(domainClient);
    const answer = await this.checking.check(
      key,
      undefined,
      domainClient.isNamed ? scope : { ...scope, domain: undefined },
    );
    if (!answer.license) {
      throw new LicenseRefused(answer.code);
    }
    return answer;
  }

  /** What is known of the license of a program that wants a file. */
  async checkDownload(license: LicenseCredential, location: ClientLocation): Promise<VerificationResult> {
    const { key, device, scope } = await this.verificationFor(license, this.clients.resolve(location));
    return this.checking.checkDownload(key, device, scope);
  }

  private async verificationFor(
    { product, data, code, client }: LicenseCredential,
    domainClient: DomainClient,
  ): Promise<DomainVerification> {
    const scope = { ...this.scopeOf(domainClient), clientName: client };
    if (data !== undefined) {
      const known = await this.data.decrypt(data);
      return {
        key: known?.license ?? UNREADABLE,
        device: domainClient.device,
        scope: { ...scope, product: product ?? known?.product, boundFingerprint: known?.device },
      };
    }
    if (code === undefined) {
      throw new InvalidInput('license_data', 'license_data or license_code is required', 'missing');
    }
    if (domainClient.isNamed) {
      return { key: code, device: domainClient.device, scope: { ...scope, product } };
    }
    // A code that comes from nowhere in particular: any place where the license is active is as good, and was allowed to it.
    return { key: code, device: undefined, scope: { ...scope, product, domain: undefined, anyDevice: true } };
  }

  private scopeOf({ device, address }: DomainClient): VerificationScope {
    return { domain: device.fingerprint, address, exactDomains: !this.settings.normalizesWww() };
  }
}
