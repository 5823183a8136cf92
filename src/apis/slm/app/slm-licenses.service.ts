import { Injectable } from '@nestjs/common';
import { problem } from '../../../core/common';
import type { Activation, License } from '../../../core/licenses';
import { ActivationsService, LicensesService } from '../../../core/licensing';
import { ActivateLicenseService, CheckLicenseService, LicenseRefused } from '../../../core/verification';
import { type Site, siteOf, siteOfConnection } from '../../kit/site-device';

export interface DomainActivation {
  readonly domain: string;
  /** It was active before the call, which is an error of this API. */
  readonly wasActive: boolean;
  /** No other domain can be activated. */
  readonly isFull: boolean;
}

export interface LicenseDetails {
  readonly license: License;
  /** Active domains and devices, the first one first. */
  readonly activations: readonly Activation[];
}

/** The domain as sent, in the data of an activation: programs compare it with their own. */
export const SENT_DOMAIN = 'registered_domain';

/** Activations that a check shows. */
const MAX_ACTIVATIONS = 1_000;

/** Licenses of domains. */
@Injectable()
export class SlmLicensesService {
  constructor(
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly licenses: LicensesService,
    private readonly activations: ActivationsService,
  ) {}

  /** @param item name of the product in the program; the activation is named after it */
  async activate(key: string, domain: string, item: string): Promise<DomainActivation> {
    const { device, scope } = siteIn(domain);
    const data = domain === '' ? undefined : { [SENT_DOMAIN]: domain };
    const named = { ...device, data, ...(item !== '' && { name: item }) };
    const { license, seatsTaken, wasActive } = await this.activating.activate(key, named, scope);
    const { maxActivations } = license;
    return { domain, wasActive, isFull: maxActivations !== null && seatsTaken >= maxActivations };
  }

  async deactivate(key: string, domain: string): Promise<void> {
    const { device, scope } = siteIn(domain);
    await this.activating.deactivate(key, device, scope);
  }

  /** @throws LicenseRefused only if the license is unknown */
  async check(key: string): Promise<LicenseDetails> {
    const { license: checked } = await this.checking.check(key, undefined);
    if (!checked) {
      throw new LicenseRefused('NOT_FOUND');
    }
    const { license } = await this.licenses.get(checked.uid);
    const { rows } = await this.activations.listOf(license.id, { limit: MAX_ACTIVATIONS }, true);
    return { license, activations: [...rows].reverse() };
  }
}

/** The domain of an activation as its program sent it; else, as it is stored. */
export function sentDomain({ deviceData, fingerprint }: Activation): string {
  const sent = (deviceData as Readonly<Record<string, unknown>> | null)?.[SENT_DOMAIN];
  return typeof sent === 'string' ? sent : fingerprint;
}

/** The plugin compares names as they are: `www.example.com` is another domain than `example.com`. */
function siteIn(domain: string): Site {
  const site = domain === '' ? siteOfConnection() : siteOf(domain, { keepWww: true });
  if (!site) {
    throw problem('FIELD_NEEDED', { field: 'registered_domain' });
  }
  return site;
}
