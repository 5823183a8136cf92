import { Injectable } from '@nestjs/common';
import { type DomainError, problem } from '../../common/errors/domain-error';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ApiKey } from './api-key.entity';
import { ApiKeyProduct } from './api-key-product.entity';
import { type BoundProduct, ProductDirectory } from './product-directory';

/** The products that API keys are restricted to. */
@Injectable()
export class ApiKeyProductsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly directory: ProductDirectory,
  ) {}

  /** In the order of their uids or references, each once. */
  async named({ product, products }: NamedProducts): Promise<BoundProduct[]> {
    if (product !== undefined && products !== undefined && products[0] !== product) {
      throw problem('PRODUCTS_FIRST_MISSING', { field: 'products' });
    }
    const references = products ?? (product === undefined ? [] : [product]);
    const found = references.length > 0 ? await this.directory.named(references) : new Map<string, BoundProduct>();
    return [...new Set(references.map((reference) => found.get(reference)))].map((one) => {
      if (!one) {
        throw notFound({ products });
      }
      return one;
    });
  }

  /** Keeps all products of a new key from being deleted. */
  async kept(named: NamedProducts, saving: Promise<ApiKey>): Promise<ApiKey> {
    try {
      const saved = await saving;
      await this.keepFurther(saved);
      return saved;
    } catch (error) {
      throw isForeignKeyViolation(error) ? notFound(named) : error;
    }
  }

  /** Loads the products of keys whose first product is loaded. */
  async load(apiKeys: readonly ApiKey[]): Promise<void> {
    const ids = new Set(apiKeys.flatMap(({ productIds }) => productIds ?? []));
    const found = ids.size > 0 ? await this.directory.getNumbered([...ids]) : [];
    const byId = new Map(found.map((product) => [product.id, product]));
    for (const apiKey of apiKeys) {
      const { product, productIds } = apiKey;
      apiKey.products = productIds?.flatMap((id) => byId.get(id) ?? []) ?? (product ? [product] : []);
    }
  }

  /** The first one stands in the key's row. */
  private async keepFurther({ id: apiKeyId, productIds }: ApiKey): Promise<void> {
    const further = productIds?.slice(1) ?? [];
    if (further.length > 0) {
      await this.work.manager.insert(
        ApiKeyProduct,
        further.map((productId) => ({ apiKeyId, productId })),
      );
    }
  }
}

/** Uids or references. */
export interface NamedProducts {
  readonly product?: string;
  /** All of them, the first one included. */
  readonly products?: readonly string[];
}

function notFound({ products }: NamedProducts): DomainError {
  return problem('PRODUCT_NOT_FOUND', { field: products ? 'products' : 'product' });
}
