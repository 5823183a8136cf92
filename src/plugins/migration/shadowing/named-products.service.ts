import { Injectable } from '@nestjs/common';
import { ProductsService } from '../../../core/catalog';

/** Products that requests and answers of another server name. */
@Injectable()
export class NamedProductsService {
  constructor(private readonly products: ProductsService) {}

  /**
   * Reference of the first product that has one of the names as its reference or UUID or, else, contains one of the aliases in its
   * metadata; undefined if there is none.
   */
  async referenceOf(
    names: readonly (string | undefined)[],
    aliases: readonly object[] = [],
  ): Promise<string | undefined> {
    const known = names.filter((name) => name !== undefined);
    const [product] = (await this.products.named(known)).values();
    if (product) {
      return product.reference;
    }
    for (const alias of aliases) {
      const aliased = await this.products.findByMetadata(alias);
      if (aliased) {
        return aliased.reference;
      }
    }
    return undefined;
  }
}
