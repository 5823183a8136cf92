import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { defined } from '../common/defined';
import { NotFound } from '../common/errors/domain-error';
import { unlessTaken } from '../common/errors/unless-taken';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { UnitOfWork } from '../database/unit-of-work';
import { ProductVersion } from './product-version.entity';
import { ProductsService } from './products.service';
import { versionParts } from './version-order';

export type NewVersion = Pick<ProductVersion, 'reference' | 'version'> & VersionChange;
export type VersionChange = Partial<
  Pick<
    ProductVersion,
    'reference' | 'version' | 'summary' | 'changelog' | 'releasedAt' | 'isActive' | 'isMandatory' | 'downloadUrl'
  >
>;

@Injectable()
export class VersionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly clock: Clock,
  ) {}

  create(productUid: string, input: NewVersion): Promise<ProductVersion> {
    return this.work.run(async (manager) => {
      const { id: productId } = await this.products.get(productUid);
      const now = this.clock.now();
      const version = manager.create(ProductVersion, {
        releasedAt: now.toISOString().slice(0, 10),
        ...defined(input),
        productId,
        parts: versionParts(input.version),
        createdAt: now,
        updatedAt: now,
      });
      return referenceTaken(this.work.create('version.published', version));
    });
  }

  async list(productUid: string, page: PageRequest): Promise<Page<ProductVersion>> {
    const { id: productId } = await this.products.get(productUid);
    const query = this.work.manager.createQueryBuilder(ProductVersion, 'version').where({ productId });
    return readPage(query, page);
  }

  async get(productUid: string, uid: string): Promise<ProductVersion> {
    const { id: productId } = await this.products.get(productUid);
    const version = await this.work.manager.findOneBy(ProductVersion, { uid, productId });
    if (!version) {
      throw new NotFound('version of this product');
    }
    return version;
  }

  change(productUid: string, uid: string, change: VersionChange): Promise<ProductVersion> {
    return this.work.run(async () => {
      await this.work.manager.query(`SELECT id FROM product_versions WHERE uid = $1 FOR NO KEY UPDATE`, [uid]);
      const version = await this.get(productUid, uid);
      const parts = versionParts(change.version ?? version.version);
      const changed = { ...defined(change), parts, updatedAt: this.clock.now() };
      return referenceTaken(this.work.update('version.updated', version, changed));
    });
  }

  async delete(productUid: string, uid: string): Promise<void> {
    await this.work.remove('version.deleted', ProductVersion, await this.get(productUid, uid));
  }

  /** The newest active version by its number parts, or null where none is. */
  async latest(productId: number): Promise<ProductVersion | null> {
    return this.work.manager.findOne(ProductVersion, {
      where: { productId, isActive: true },
      order: { parts: 'DESC', id: 'DESC' },
    });
  }
}

function referenceTaken(saving: Promise<ProductVersion>): Promise<ProductVersion> {
  return unlessTaken(
    saving,
    'This product has a version with this reference already',
    'product_versions_reference_unique',
  );
}
