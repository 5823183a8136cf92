import { Injectable } from '@nestjs/common';
import type { Product } from '../../../catalog/products/product.entity';
import { ProductsService } from '../../../catalog/products/products.service';
import { DomainError } from '../../../common/errors/domain-error';
import { LicensesService } from '../../../licensing/licenses/licenses.service';
import { type EddItem, isNameOf } from './edd-item';

export interface NamedProduct {
  /** The product for which a license is checked; one that no product has if the license is for others. */
  readonly reference: string;
  /** The name that was sent, or that of the product; empty if there is none. */
  readonly name: string;
}

/** Products whose names contain a word of the one that is looked for. */
const MAX_CANDIDATES = 100;

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
    const word = name === false ? undefined : longestWord(name);
    if (name === false || word === undefined) {
      return null;
    }
    const { rows } = await this.products.list({ limit: MAX_CANDIDATES }, { search: word });
    return rows.find((product) => isNameOf(product, name)) ?? null;
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

/** It narrows the search whatever the signs between the words. */
function longestWord(name: string): string | undefined {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words].sort((one, other) => other.length - one.length)[0];
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
