import { Injectable } from '@nestjs/common';
import { ActivateLicense } from '../activations/activate-license.service';
import { LicenseRefused } from '../activations/activation.errors';
import { CheckLicense, type Scope } from '../activations/check-license.service';
import type { Device } from '../activations/device';
import type { Answer } from '../activations/verdict';
import { InvalidInput } from '../common/errors/domain-error';
import { LicenseDataService } from '../license-data/license-data.service';
import type { License } from '../licenses/license.entity';
import { SiteNames, type Site, type SiteClaims } from './site-names.service';
import { SiteSettings } from './site-settings';

/** By what a program that runs on a site says which license it has. */
export interface LicenseClaims {
  /** Reference of the product; left out: the license's. */
  readonly product?: string;
  /** What it was given when it activated… */
  readonly data?: string;
  /** …or the license's key. */
  readonly code?: string;
  /** Whose license it says it is. */
  readonly client?: string;
}

export interface ActivatedSite {
  readonly license: License;
  /** To be shown by the site at later calls. */
  readonly data: string;
}

/** A question about a license, as the services of activations know it. */
interface SiteQuestion {
  readonly key: string;
  /** Undefined where any device that has a seat will do. */
  readonly device: Device | undefined;
  readonly scope: Scope;
}

/** The key of what cannot be read: there is no license of that name. */
const UNREADABLE = '';

/** Licenses of programs that live on a domain, or call themselves so, and prove themselves by encrypted license data. */
@Injectable()
export class SiteLicenses {
  constructor(
    private readonly names: SiteNames,
    private readonly settings: SiteSettings,
    private readonly data: LicenseDataService,
    private readonly activating: ActivateLicense,
    private readonly checking: CheckLicense,
  ) {}

  async activate(
    { code, product, client }: LicenseClaims & { code: string },
    claims: SiteClaims,
  ): Promise<ActivatedSite> {
    const site = this.names.of(claims);
    const scope = {
      ...this.scopeOf(site),
      product,
      clientName: client,
      behavior: this.settings.behavior(),
    };
    const { license, activation } = await this.activating.activate(code, { ...site.device, name: client }, scope);
    const data = await this.data.seal({
      license: license.key,
      product: license.product?.reference ?? '',
      device: activation.fingerprint,
      client: client ?? license.restrictedToClientName,
    });
    return { license, data };
  }

  /** Throws where the license may not be used here. */
  async verify(license: LicenseClaims, claims: SiteClaims): Promise<void> {
    const { key, device, scope } = await this.questionOf(license, this.names.of(claims));
    const { usable, code } = await this.checking.check(key, device, scope);
    if (!usable) {
      throw new LicenseRefused(code);
    }
  }

  /** Frees the seat of the site alone, whatever the license was shown by. */
  async deactivate(license: LicenseClaims, claims: SiteClaims): Promise<void> {
    const site = this.names.of(claims);
    const { key, scope } = await this.questionOf(license, site);
    await this.activating.deactivate(key, site.device, scope);
  }

  /** Whether it could be used, wherever it is active: on the domain that is named, or on any that it is for. Throws for an unknown license alone. */
  async check(key: string, claims: SiteClaims): Promise<Answer> {
    const site = this.names.of(claims);
    const scope = this.scopeOf(site);
    const answer = await this.checking.check(key, undefined, site.isNamed ? scope : { ...scope, domain: undefined });
    if (!answer.license) {
      throw new LicenseRefused(answer.code);
    }
    return answer;
  }

  /** What is known of the license of a program that wants a file. */
  async checkDownload(license: LicenseClaims, claims: SiteClaims): Promise<Answer> {
    const { key, device, scope } = await this.questionOf(license, this.names.of(claims));
    return this.checking.checkDownload(key, device, scope);
  }

  private async questionOf({ product, data, code, client }: LicenseClaims, site: Site): Promise<SiteQuestion> {
    const scope = { ...this.scopeOf(site), clientName: client };
    if (data !== undefined) {
      const known = await this.data.open(data);
      return {
        key: known?.license ?? UNREADABLE,
        device: site.device,
        scope: { ...scope, product: product ?? known?.product, sealedFor: known?.device },
      };
    }
    if (code === undefined) {
      throw new InvalidInput('license_data', 'license_data or license_code is required', 'missing');
    }
    if (site.isNamed) {
      return { key: code, device: site.device, scope: { ...scope, product } };
    }
    // A code that comes from nowhere in particular: any place where the license is active is as good, and was allowed to it.
    return { key: code, device: undefined, scope: { ...scope, product, domain: undefined, anyDevice: true } };
  }

  private scopeOf({ device, address }: Site): Scope {
    return { domain: device.fingerprint, address, exactDomains: !this.settings.foldsDomains() };
  }
}
