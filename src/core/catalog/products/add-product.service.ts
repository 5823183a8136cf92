import { Injectable } from '@nestjs/common';
import { isProblem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import type { Product } from './product.entity';
import { type NewProduct, ProductsService } from './products.service';

const ALPHABET = '0123456789ABCDEF';
const LENGTH = 8;
const MAX_ATTEMPTS = 5;
/** Shorter than what fits, because people type it. */
const MAX_REFERENCE = 60;

/** Creates products with a generated reference. */
@Injectable()
export class AddProductService {
  constructor(
    private readonly products: ProductsService,
    private readonly randomness: Randomness,
  ) {}

  /** Makes the reference from the name: "Photo Studio 4" is `photo-studio-4`. If it is taken, another one is generated. */
  async addNamed(name: string): Promise<Product> {
    const reference = referenceFrom(name);
    if (reference === '') {
      return this.add({ name });
    }
    try {
      return await this.products.create({ name, reference });
    } catch (error) {
      if (!isProblem(error, 'PRODUCT_REFERENCE_TAKEN')) {
        throw error;
      }
      return this.add({ name });
    }
  }

  /** Generates a unique reference if none is given. */
  async add({ reference, ...input }: Omit<NewProduct, 'reference'> & { reference?: string }): Promise<Product> {
    if (reference !== undefined) {
      return this.products.create({ ...input, reference });
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.products.create({ ...input, reference: this.randomness.text(LENGTH, ALPHABET) });
      } catch (error) {
        if (!isProblem(error, 'PRODUCT_REFERENCE_TAKEN') || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }
}

function referenceFrom(name: string): string {
  const letters = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return letters
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MAX_REFERENCE);
}
