import { Injectable } from '@nestjs/common';
import {
  EntitlementsService,
  MetersService,
  type Product,
  ProductsService,
  ProgramModulesService,
  VersionsService,
} from '../../../../core/catalog';
import { generateKey, SIGNED_KEY_FORMAT } from '../../../../core/catalog/internal';
import { Clock, publicAddress, Randomness } from '../../../../core/common';
import { ProductLicenseCountsService } from '../../../../core/licensing';
import { KeyPoolsService } from '../../../../core/licensing/internal';
import { SendPortalLinkService } from '../../../../core/mail';
import { TRIAL_LINK_PATH } from '../../../../core/mail/internal';
import { Settings } from '../../../../core/platform';
import { TrialOffersService } from '../../../../core/verification';

/** Licenses that the page of a product counts. */
export const COUNTED_LICENSES = 10_000;
const LISTED = 100;
const LISTED_VERSIONS = 5;

/** The data of a product's page. */
export type ProductFacts = Awaited<ReturnType<ProductFactsService['read']>>;

/** Reads the data of a product's page. */
@Injectable()
export class ProductFactsService {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly modules: ProgramModulesService,
    private readonly keyPools: KeyPoolsService,
    private readonly counts: ProductLicenseCountsService,
    private readonly trials: TrialOffersService,
    private readonly portal: SendPortalLinkService,
    private readonly settings: Settings,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  async read(id: string) {
    const product = await this.products.get(id);
    return {
      product,
      /** Up to one more than `COUNTED_LICENSES`. */
      licenses: await this.licensesOf(product),
      /** The newest ones. */
      versions: await this.versions.list(id, { limit: LISTED_VERSIONS }),
      entitlements: await this.entitlements.list(id, { limit: LISTED }),
      meters: await this.meters.list(id, { limit: LISTED }),
      modules: await this.modules.list(id),
      keyPools: await this.keyPools.list({ limit: LISTED }, { product: id }),
      /** A key of its format; undefined for signed keys. */
      sampleKey: this.sampleKey(product),
      trialForm: this.trialForm(product),
    };
  }

  async licensesOf({ id }: Product): Promise<number> {
    return (await this.counts.upTo(COUNTED_LICENSES + 1, [id])).get(id) ?? 0;
  }

  /** Address of the page on which anybody asks for a trial; undefined if there is none. */
  private trialForm({ reference, isActive, trialPolicy }: Product): string | undefined {
    const isOffered = isActive && trialPolicy && this.trials.mailerFor(trialPolicy) !== undefined;
    const path = `${TRIAL_LINK_PATH}/${encodeURIComponent(reference)}`;
    return isOffered && this.portal.isOn ? publicAddress(this.settings.PUBLIC_URL, path) : undefined;
  }

  /** It is shown and never issued. */
  private sampleKey({ policy }: Product): string | undefined {
    return policy === undefined || policy.keyFormat === SIGNED_KEY_FORMAT
      ? undefined
      : generateKey(policy.keyFormat, this.randomness, this.clock.now());
  }
}
