import { Injectable } from '@nestjs/common';
import { currentRequest } from '../../../core/common';
import {
  ActivateLicenseService,
  type CheckedLicense,
  CheckLicenseService,
  LicenseRefused,
  type VerdictCode,
  type VerificationScope,
} from '../../../core/verification';
import { type Device, License } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import { type Site, siteOf } from '../../kit/site-device';
import { type EddFacts, eddFacts } from './edd-facts';
import type { EddItem } from './edd-item';
import { EddProductsService, type NamedProduct } from './edd-products.service';

export interface EddCall {
  readonly key: string;
  readonly item: EddItem;
  /** URL of the site, or any text that identifies the program; empty if none was sent. */
  readonly url: string;
  /** Type of the site's environment, such as `staging`. */
  readonly environment: string;
}

/** A verdict in place of an error: every answer of these calls describes the license. */
export interface EddResult {
  /** NO_SITE: the program named no site. BUNDLE: the license is that of a bundle, whose products have licenses of their own. */
  readonly code: VerdictCode | 'NO_SITE' | 'BUNDLE';
  /** Name of the product, as sent or as found; empty if there is none. */
  readonly itemName: string;
  /** Null if it is unknown. */
  readonly license: CheckedLicense | null;
  readonly seatsTaken: number;
  /** The site is active without a seat, as one of a developer is. */
  readonly isWithoutSeat: boolean;
  readonly facts: EddFacts;
}

type Outcome = Omit<EddResult, 'itemName' | 'facts'>;

/** Licenses of sites, which identify themselves by license key, product and URL. */
@Injectable()
export class EddLicensesService {
  constructor(
    private readonly products: EddProductsService,
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly work: UnitOfWork,
  ) {}

  activate(call: EddCall): Promise<EddResult> {
    return this.atSite(call, async (device, scope) => {
      const known = await this.describe(call.key);
      if ((await this.factsOf(known)).isBundle) {
        return { ...known, code: 'BUNDLE' };
      }
      const { activation, ...activated } = await this.activating.activate(call.key, device, scope);
      return { ...activated, isWithoutSeat: !activation.takesSeat };
    });
  }

  /** Releases the seat of this site only, also of a license that is no longer usable. */
  deactivate(call: EddCall): Promise<EddResult> {
    return this.atSite(call, async (device, scope) => {
      await this.activating.deactivate(call.key, device, scope);
      return { ...(await this.describe(call.key)), code: 'VALID' };
    });
  }

  /** A program that names no site learns about the license alone. */
  async check(call: EddCall): Promise<EddResult> {
    const { reference, name } = await this.products.resolve(call.item, call.key);
    const site = siteNamedBy(call);
    const scope = { ...(site?.scope ?? { anyDevice: true }), product: reference };
    const result = await this.checking.check(call.key, site?.device, scope, { withSeats: true });
    const isWithoutSeat = result.activation?.takesSeat === false;
    return { ...result, itemName: name, isWithoutSeat, facts: await this.factsOf(result) };
  }

  private async atSite(
    call: EddCall,
    work: (device: Device, scope: VerificationScope) => Promise<Outcome>,
  ): Promise<EddResult> {
    const { reference, name }: NamedProduct = await this.products.resolve(call.item, call.key);
    const site = siteNamedBy(call);
    const outcome = site
      ? await refusalAsOutcome(() => work(site.device, { ...site.scope, product: reference }))
      : await this.withoutSite(call);
    return { ...outcome, itemName: name, facts: await this.factsOf(outcome) };
  }

  private async withoutSite({ key }: EddCall): Promise<Outcome> {
    const known = await this.describe(key);
    return { ...known, code: known.license ? 'NO_SITE' : 'NOT_FOUND' };
  }

  private async factsOf({ license }: Pick<Outcome, 'license'>): Promise<EddFacts> {
    const found =
      license && (await this.work.manager.findOne(License, { ...ONLY_METADATA, where: { id: license.id } }));
    return eddFacts(found?.metadata);
  }

  /** The license with its use. Nothing is logged or counted. */
  private async describe(key: string): Promise<Outcome> {
    const { code, license, seatsTaken } = await this.checking.checkOffer(key, undefined);
    return { code, license, seatsTaken, isWithoutSeat: false };
  }
}

const ONLY_METADATA = { select: { id: true, metadata: true } } as const;

/** Null if the program names no site. */
export function siteNamedBy({ url, environment }: Pick<EddCall, 'url' | 'environment'>): Site | null {
  const site = siteOf(url === '' ? urlOfUserAgent() : url);
  return site && environment !== 'production'
    ? { ...site, device: { ...site.device, environment: 'development' } }
    : site;
}

/** WordPress names its site there: `WordPress/6.5; https://example.com`. */
function urlOfUserAgent(): string {
  return currentRequest()?.userAgent?.split(';')[1]?.trim() ?? '';
}

async function refusalAsOutcome(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LicenseRefused) {
      const { verdict, license, seatsTaken } = error;
      return { code: verdict, license, seatsTaken, isWithoutSeat: false };
    }
    throw error;
  }
}
