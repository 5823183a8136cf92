import { Injectable } from '@nestjs/common';
import { isProblem, PluginServices } from '../../../core/common';
import type { Product } from '../../../core/catalog';
import { type License, type LicenseSale, LicenseSales, StartTermService } from '../../../core/licenses';
import { LicenseLifecycleService, LicensesService, RotateKeyService } from '../../../core/licensing';
import { CheckLicenseService, LicenseRefused } from '../../../core/verification';
import { type NamedProduct, productOf } from './product-names';
import { UsesService } from './uses.service';

/** A license key with the product that it must be for. */
export interface NamedLicense {
  readonly key: string;
  readonly product: NamedProduct;
}

export interface CountedLicense {
  readonly license: License;
  /** The product that the request names. */
  readonly product: Product;
  readonly uses: number;
  /** Null for a license that was not sold. */
  readonly sale: LicenseSale | null;
}

interface FoundLicense {
  readonly license: License;
  readonly product: Product;
}

/** Licenses with a count of their verifications. */
@Injectable()
export class CountedLicensesService {
  constructor(
    private readonly checking: CheckLicenseService,
    private readonly licenses: LicensesService,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly rotation: RotateKeyService,
    private readonly plugins: PluginServices,
    private readonly uses: UsesService,
    private readonly terms: StartTermService,
  ) {}

  /** Throws if the license may not be used; a refused verification is not counted. */
  async verify(named: NamedLicense, { isCounted }: { readonly isCounted: boolean }): Promise<CountedLicense> {
    const found = await this.find(named);
    const result = await this.checking.check(named.key, undefined, { product: found?.product.reference ?? '' });
    if (!found || !result.usable) {
      throw new LicenseRefused(result.code, result);
    }
    const { license } = found;
    if (!isCounted) {
      return this.counted(found, await this.uses.read(license));
    }
    const uses = await this.uses.increment(license);
    await this.terms.startWithUse(license);
    return this.counted(found, uses);
  }

  enable(named: NamedLicense): Promise<CountedLicense> {
    return this.change(named, ({ id }) => this.lifecycle.enable(id));
  }

  disable(named: NamedLicense): Promise<CountedLicense> {
    return this.change(named, ({ id }) => this.lifecycle.disable(id));
  }

  /** The former key is unknown at once. */
  rotate(named: NamedLicense): Promise<CountedLicense> {
    return this.change(named, ({ id }) => this.rotation.rotate(id, 0));
  }

  async decrementUses(named: NamedLicense): Promise<CountedLicense> {
    const found = await this.get(named);
    return this.counted(found, await this.uses.decrement(found.license));
  }

  private async change(named: NamedLicense, change: (license: License) => Promise<unknown>): Promise<CountedLicense> {
    const { license, product } = await this.get(named);
    await change(license);
    const changed = await this.licenses.get(license.id);
    return this.counted({ license: changed.license, product }, await this.uses.read(license));
  }

  private async counted(found: FoundLicense, uses: number): Promise<CountedLicense> {
    return { ...found, uses, sale: (await this.plugins.find(LicenseSales)?.find(found.license)) ?? null };
  }

  private async get(named: NamedLicense): Promise<FoundLicense> {
    const found = await this.find(named);
    if (!found) {
      throw new LicenseRefused('NOT_FOUND');
    }
    return found;
  }

  /** Null for an unknown key, and for one of another product than the request names. */
  private async find({ key, product: named }: NamedLicense): Promise<FoundLicense | null> {
    try {
      const { license } = await this.licenses.getByKey(key);
      const product = productOf(license, named);
      return product ? { license, product } : null;
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return null;
      }
      throw error;
    }
  }
}
