import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Forbidden } from '../auth/auth.errors';
import { productScope } from '../auth/caller';
import { Clock } from '../common/clock';
import { defined } from '../common/defined';
import { isForeignKeyViolation } from '../common/errors/database-error';
import { Conflict, NotFound } from '../common/errors/domain-error';
import { unlessTaken } from '../common/errors/unless-taken';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { UnitOfWork } from '../database/unit-of-work';
import { DEFAULT_KEY_FORMAT } from '../policies/key-format';
import { Policy } from '../policies/policy.entity';
import { ProductVersion } from './product-version.entity';
import { Product } from './product.entity';

export type NewProduct = Pick<Product, 'reference' | 'name'> & ProductChange;
export type ProductChange = Partial<
  Pick<
    Product,
    'reference' | 'name' | 'description' | 'envatoItemId' | 'isActive' | 'updatesNeedLicense' | 'serveLatestUpdates'
  >
>;

@Injectable()
export class ProductsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes the product with a policy of its own, which asks for nothing until it is told to. */
  create(input: NewProduct): Promise<Product> {
    if (productScope() !== undefined) {
      throw new Forbidden('to touch other products than its own');
    }
    return this.work.run(async (manager) => {
      const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
      const policy = manager.create(Policy, { name: input.reference, keyFormat: DEFAULT_KEY_FORMAT, ...stamp });
      const { id: policyId } = await this.work.create('policy.created', policy);
      const product = manager.create(Product, { ...defined(input), policy, policyId, ...stamp });
      return referenceTaken(this.work.create('product.created', product));
    });
  }

  list(page: PageRequest): Promise<Page<Product>> {
    return readPage(this.query(), page);
  }

  async get(uid: string): Promise<Product> {
    return found(await this.query().andWhere('product.uid = :uid', { uid }).getOne());
  }

  async getByReference(reference: string): Promise<Product> {
    return found(await this.query().andWhere('product.reference = :reference', { reference }).getOne());
  }

  change(uid: string, change: ProductChange): Promise<Product> {
    return this.work.run(async () => {
      const product = await this.getLocked(uid);
      const changed = { ...defined(change), updatedAt: this.clock.now() };
      return referenceTaken(this.work.update('product.updated', product, changed));
    });
  }

  /** With its policy and its versions; a product that has licenses or keys stays. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      const product = await this.getLocked(uid);
      try {
        await manager.delete(ProductVersion, { productId: product.id });
        await this.work.remove('product.deleted', Product, product);
        await manager.delete(Policy, { id: product.policyId });
      } catch (error) {
        throw isForeignKeyViolation(error) ? new Conflict('This product is in use', 'IN_USE') : error;
      }
    });
  }

  /** Changes of one product take turns, so that neither of two writes the other's fields back. */
  private async getLocked(uid: string): Promise<Product> {
    const query = this.query().andWhere('product.uid = :uid', { uid });
    return found(await query.setLock('for_no_key_update', undefined, ['product']).getOne());
  }

  /** What the caller may see: a key that is good for one product sees that one alone. */
  private query(): SelectQueryBuilder<Product> {
    const query = this.work.manager
      .createQueryBuilder(Product, 'product')
      .innerJoinAndSelect('product.policy', 'policy');
    const scope = productScope();
    return scope === undefined ? query : query.where('product.id = :scope', { scope });
  }
}

function referenceTaken(saving: Promise<Product>): Promise<Product> {
  return unlessTaken(saving, 'There is a product with this reference already', 'products_reference_unique');
}

function found(product: Product | null): Product {
  if (!product) {
    throw new NotFound('product');
  }
  return product;
}
