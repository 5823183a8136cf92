import { Injectable } from '@nestjs/common';
import { type Product, ProductsService } from '../../../core/catalog';
import { DomainError } from '../../../core/common';
import { LicensesService } from '../../../core/licensing';
import { isNameOf, productsNamed } from '../../kit/product-name';
import type { EddItem } from './edd-item';

export interface NamedProduct {
  /** The product for which a license is checked; one that no product has if the license is for others. */
  readonly reference: string;
  /** The name that was sent, or that of the product; empty if there is none. */
  readonly name: string;
}

/** Finds the product that a program names. */
@Injectable()
export class EddProductsService {
  constructor(
    private readonly products: ProductsService,
    private readonly licenses: LicensesService,
  ) {}

  async resolve(item: EddItem, key: string): Promise<NamedProduct> {
    const product = item.id === false ? await this.licensed(item, key) : await this.find(item);
    return { reference: product?.reference ?? '', name: item.name === false ? (product?.name ?? '') : item.name };
  }

  /** The product of this number, reference or name; null if there is none. */
  async find({ id, name }: EddItem): Promise<Product | null> {
    if (id !== false) {
      return orNull(this.products.get({ idOrReference: String(id) }));
    }
    return name === false ? null : ((await productsNamed(this.products, name))[0] ?? null);
  }

  /** The product of the license with this name; null if there is none. */
  async licensed({ name }: EddItem, key: string): Promise<Product | null> {
    if (name === false) {
      return null;
    }
    const found = await orNull(this.licenses.getByKey(key));
    return found?.license.products?.find((product) => isNameOf(product, name)) ?? null;
  }
}

/** Null if nothing is found. */
async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') {
      return null;
    }
    throw error;
  }
}
