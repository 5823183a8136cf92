import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { ArchivesService } from '../../platform/archives/archives.service';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Policy } from '../policies/policy.entity';
import { Product } from './product.entity';
import { ProductsService } from './products.service';
import {
  found,
  lockProduct,
  type ProductId,
  refuseDuplicateReference,
  visibleProducts,
  WITH_POLICY,
} from './visible-products';

/** Deletes products so that they can be restored, and restores them. */
@Injectable()
export class DeleteProductsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly archives: ArchivesService,
    private readonly products: ProductsService,
  ) {}

  /**
   * Also deletes its policy, versions and files. Refused if the product has licenses or keys.
   * @param isFinal cannot be restored; also for a deleted product
   */
  async delete(id: ProductId, isFinal = false): Promise<void> {
    await this.work.run(async (manager) => {
      const product = await lockProduct(manager, id);
      if (!product) {
        return this.purge(id, isFinal);
      }
      try {
        await this.archive(manager, product);
        await manager.query('DELETE FROM product_versions WHERE product_id = $1', [product.id]);
        await this.work.remove('product.deleted', Product, product, { product_id: product.id });
        await manager.delete(Policy, { id: product.policyId });
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('PRODUCT_IN_USE') : error;
      }
      if (isFinal) {
        await this.archives.purge('product', product.id);
      }
    });
  }

  /** Deleted products that can be restored. */
  listArchived(page: PageRequest, q: string | undefined): Promise<Page<Product>> {
    return this.products.list(page, { q, isArchived: true });
  }

  /** Throws PRODUCT_NOT_FOUND if there is no deleted product that can be restored. */
  async getArchived(id: string): Promise<Product> {
    const product = found(await this.findArchived(id));
    await loadArchives(this.work.manager, 'product', [product]);
    return product;
  }

  /** Restores a deleted product with its policy, versions and files. */
  restore(id: string): Promise<Product> {
    return this.work.run(async () => {
      const { id: number, uid } = await this.getArchived(id);
      await refuseDuplicateReference(this.archives.restore('product', [number]));
      const product = await this.products.get(uid);
      const record = this.work.changeRecord('product.restored', product, null, this.work.snapshot(product), {
        product_id: product.id,
      });
      await this.work.record([record]);
      return product;
    });
  }

  private async archive(manager: EntityManager, product: Product): Promise<void> {
    const versions = await manager.query<{ id: number }[]>('SELECT id FROM product_versions WHERE product_id = $1', [
      product.id,
    ]);
    const target = { row: product, name: product.reference, data: { product_id: product.id } };
    await this.archives.archive('product', [target], this.clock.now(), [
      { table: 'product_versions', ids: versions.map(({ id }) => id) },
      { table: 'policies', ids: [product.policyId] },
    ]);
  }

  private async findArchived(id: string): Promise<Product | null> {
    const number = await this.archives.find('product', id);
    return number === undefined
      ? null
      : fromArchive(visibleProducts(this.work.manager).andWhere('product.id = :number', { number }), 'product', {
          ...WITH_POLICY,
          ids: [number],
        }).getOne();
  }

  private async purge(id: ProductId, isFinal: boolean): Promise<void> {
    const deleted = isFinal && typeof id === 'string' ? await this.findArchived(id) : null;
    await this.archives.purge('product', found(deleted).id);
  }
}
