import { Injectable } from '@nestjs/common';
import { Conflict } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import type { Product } from './product.entity';
import { type NewProduct, ProductsService } from './products.service';

const ALPHABET = '0123456789ABCDEF';
const LENGTH = 8;
const MOST_TRIES = 5;

/** Products for those who leave it to us what programs are to call them. */
@Injectable()
export class AddProductService {
  constructor(
    private readonly products: ProductsService,
    private readonly randomness: Randomness,
  ) {}

  /** Under the reference that is wished for or, where none is, under one that nothing has yet. */
  async add({ reference, ...input }: Omit<NewProduct, 'reference'> & { reference?: string }): Promise<Product> {
    if (reference !== undefined) {
      return this.products.create({ ...input, reference });
    }
    for (let tries = 1; ; tries++) {
      try {
        return await this.products.create({ ...input, reference: this.randomness.text(LENGTH, ALPHABET) });
      } catch (error) {
        if (!(error instanceof Conflict) || tries === MOST_TRIES) {
          throw error;
        }
      }
    }
  }
}
