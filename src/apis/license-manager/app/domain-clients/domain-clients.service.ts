import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../core/common';
import {
  type Activated,
  ActivateLicenseService,
  CheckLicenseService,
  FindActivationService,
  LicenseRefused,
  type VerificationResult,
} from '../../../../core/verification';
import type { Activation } from '../../../../core/licenses';
import { type ClientLocation, type DomainClientOptions, resolveDomainClient } from './domain-client';

/** Licenses of programs that run on a domain and identify themselves by license key and location. */
@Injectable()
export class DomainClientsService {
  constructor(
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly activations: FindActivationService,
    private readonly clock: Clock,
  ) {}

  /** Activating a domain again keeps its seat. The activation is named after the client. */
  activate(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<Activated> {
    const { device, scope } = resolveDomainClient(location, options);
    return this.activating.activate(key, { ...device, name: options.clientName }, scope);
  }

  /** @throws LicenseRefused if the license may not be used at this location */
  async verify(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<VerificationResult> {
    const { device, scope } = resolveDomainClient(location, options);
    const result = await this.checking.check(key, scope.anyDevice ? undefined : device, scope);
    if (!result.usable) {
      throw new LicenseRefused(result.code, result);
    }
    return result;
  }

  /** Releases the seat of this location only. */
  deactivate(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<Activation> {
    const { device, scope } = resolveDomainClient(location, options);
    return this.activating.deactivate(key, device, scope);
  }

  /**
   * Whether the license is usable on the domain that was sent or, without one, on any of its domains; it need not be
   * active there.
   * @throws LicenseRefused only if the license is unknown
   */
  async check(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<VerificationResult> {
    const { isNamed, scope } = resolveDomainClient(location, options);
    const result = await this.checking.check(key, undefined, isNamed ? scope : { ...scope, domain: undefined });
    if (!result.license) {
      throw new LicenseRefused(result.code);
    }
    return result;
  }

  /** Checks the license of a program that requests a file. */
  checkDownload(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<VerificationResult> {
    const { device, scope } = resolveDomainClient(location, options);
    return this.checking.checkDownload(key, scope.anyDevice ? undefined : device, scope);
  }

  /** Like `checkDownload`, without a trace, for a program that asks which update it may have. */
  checkOffer(key: string, location: ClientLocation, options: DomainClientOptions = {}): Promise<VerificationResult> {
    const { device, scope } = resolveDomainClient(location, options);
    return this.checking.checkOffer(key, scope.anyDevice ? undefined : device, scope);
  }

  /** Ids of the products with a usable license that is active at the location, if the program sent one. */
  async productsAt(location: ClientLocation, options: DomainClientOptions = {}): Promise<readonly number[]> {
    const { device, isNamed } = resolveDomainClient(location, options);
    return isNamed ? this.activations.productsOf(device.fingerprint, this.clock.now()) : [];
  }
}
