import { Injectable } from '@nestjs/common';
import { Conflict } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import type { Product } from './product.entity';
import { type NewProduct, ProductsService } from './products.service';

const ALPHABET = '0123456789ABCDEF';
const LENGTH = 8;
const MAX_ATTEMPTS = 5;

/** Creates products with a generated reference. */
@Injectable()
export class AddProductService {
  constructor(
    private readonly products: ProductsService,
    private readonly randomness: Randomness,
  ) {}

  /** Generates a unique reference if none is given. */
  async add({ reference, ...input }: Omit<NewProduct, 'reference'> & { reference?: string }): Promise<Product> {
    if (reference !== undefined) {
      return this.products.create({ ...input, reference });
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.products.create({ ...input, reference: this.randomness.text(LENGTH, ALPHABET) });
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }
}
