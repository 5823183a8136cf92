import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { scoped } from '../../identity/permissions/scoped';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { problem, referenced } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { readPage } from '../../platform/database/read-page';
import { likePattern, searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { DEFAULT_KEY_FORMAT } from '../policies/key-format';
import { PoliciesService } from '../policies/policies.service';
import { Policy } from '../policies/policy.entity';
import { idOrReferenceIn, PRODUCTS } from './names';
import { Product } from './product.entity';

export type NewProduct = Pick<Product, 'reference' | 'name'> &
  ProductChange & {
    /** Key format of the product's licenses. */
    readonly keyFormat?: string;
  };
export type ProductChange = Partial<
  Pick<
    Product,
    | 'reference'
    | 'name'
    | 'description'
    | 'envatoItemId'
    | 'isActive'
    | 'updatesNeedLicense'
    | 'serveLatestUpdates'
    | 'metadata'
    | 'upgradeUrl'
    | 'showsCustomer'
    | 'sparklePublicKey'
    | 'tauriPublicKey'
  >
> & {
  /** Uid of the policy of trials; null offers none. */
  readonly trialPolicy?: string | null;
};

export interface ProductFilter {
  /** Text in the reference or the name. */
  readonly q?: string;
  /** Case-insensitive part of the reference or of the name. */
  readonly search?: string;
  readonly isActive?: boolean;
}

/**
 * A product's uid or reference; or `idOrReference`: a number is its numeric id, a text its reference or, if no product has that reference, its
 * numeric id.
 */
export type ProductId = string | { readonly idOrReference: string | number };

@Injectable()
export class ProductsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: StoredFilesService,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  /** Also creates the product's own policy, without limits. */
  create({ keyFormat = DEFAULT_KEY_FORMAT, trialPolicy, ...input }: NewProduct): Promise<Product> {
    if (productScope() !== undefined) {
      throw problem('PRODUCT_CREATION_FORBIDDEN');
    }
    return this.work.run(async (manager) => {
      const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
      const policy = manager.create(Policy, { name: input.reference, keyFormat, ...stamp });
      const { id: policyId } = await this.work.create('policy.created', policy);
      const trial = await this.trialColumns(trialPolicy);
      const product = manager.create(Product, { ...defined(input), ...trial, policy, policyId, ...stamp });
      return refuseDuplicateReference(this.work.create('product.created', product));
    });
  }

  list(page: PageRequest, { q, search, isActive }: ProductFilter = {}): Promise<Page<Product>> {
    const query = this.query();
    if (q !== undefined) {
      query.andWhere('(product.reference ILIKE :q OR product.name ILIKE :q)', { q: searchPattern(q) });
    }
    if (search !== undefined) {
      query.andWhere('(product.reference ILIKE :search OR product.name ILIKE :search)', {
        search: likePattern(search),
      });
    }
    if (isActive !== undefined) {
      query.andWhere('product.isActive = :isActive', { isActive });
    }
    return readPage(query, page);
  }

  /** The newest product that somebody created; null if there are only those of the migrations, or if its event is gone. */
  async newestCreated(): Promise<Product | null> {
    return this.query().andWhere(IS_NEWEST_CREATED).getOne();
  }

  async get(id: ProductId): Promise<Product> {
    return found(await this.query(id).getOne());
  }

  async getByReference(reference: string): Promise<Product> {
    return found(await this.query().andWhere('product.reference = :reference', { reference }).getOne());
  }

  /** Those that exist. */
  getEach(references: readonly string[]): Promise<Product[]> {
    return this.query().andWhere('product.reference = ANY (:references)', { references }).getMany();
  }

  /** Products by their numbers: those that exist. */
  getNumbered(ids: readonly number[]): Promise<Product[]> {
    return this.query().andWhere('product.id = ANY (:ids)', { ids }).getMany();
  }

  change(id: ProductId, { trialPolicy, ...change }: ProductChange): Promise<Product> {
    return this.work.run(async () => {
      const product = await this.getLocked(id);
      const trial = await this.trialColumns(trialPolicy);
      const changed = { ...defined(change), ...trial, updatedAt: this.clock.now() };
      return refuseDuplicateReference(
        this.work.update('product.updated', product, changed, { product_id: product.id }),
      );
    });
  }

  /** Also deletes its policy, versions and files. Refused if the product has licenses or keys. */
  async delete(id: ProductId): Promise<void> {
    await this.work.run(async (manager) => {
      const product = await this.getLocked(id);
      try {
        await this.deleteVersions(product);
        await this.work.remove('product.deleted', Product, product, { product_id: product.id });
        await manager.delete(Policy, { id: product.policyId });
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('PRODUCT_IN_USE') : error;
      }
    });
  }

  private async trialColumns(uid: string | null | undefined): Promise<Partial<Product>> {
    if (uid === undefined) {
      return {};
    }
    const policy = uid === null ? null : await referenced('trial_policy', this.policies.get(uid));
    return { trialPolicy: policy, trialPolicyId: policy?.id ?? null };
  }

  private async deleteVersions({ id }: Product): Promise<void> {
    const { manager } = this.work;
    // Files that are being added wait for the lock, and then find no version.
    await manager.query('SELECT id FROM product_versions WHERE product_id = $1 ORDER BY id FOR UPDATE', [id]);
    const files = await manager.query<{ id: number }[]>(FILES_OF_VERSIONS, [id]);
    await manager.query('DELETE FROM product_versions WHERE product_id = $1', [id]);
    for (const file of files) {
      await this.files.delete(file.id);
    }
  }

  /** Serializes changes of a product to prevent lost updates. */
  private async getLocked(id: ProductId): Promise<Product> {
    return found(await this.query(id).setLock('for_no_key_update', undefined, ['product']).getOne());
  }

  /** Products visible to the caller: a product-scoped API key sees only its own. */
  private query(id?: ProductId): SelectQueryBuilder<Product> {
    const all = this.work.manager
      .createQueryBuilder(Product, 'product')
      .innerJoinAndSelect('product.policy', 'policy')
      .leftJoinAndSelect('product.trialPolicy', 'trial_policy');
    const query = scoped(all, 'product.id');
    if (typeof id === 'object') {
      return query.andWhere(IS_NAMED, { ...idOrReferenceIn(id.idOrReference), within: productScope() ?? null });
    }
    return id === undefined ? query : query.andWhere(HAS_ID, idOrName('id', id));
  }
}

const FILES_OF_VERSIONS = `
  SELECT file.id FROM product_versions version
  LEFT JOIN version_artifacts artifact ON artifact.version_id = version.id
  CROSS JOIN LATERAL (VALUES (version.main_file_id), (version.sql_file_id), (artifact.file_id)) AS file(id)
  WHERE version.product_id = $1 AND file.id IS NOT NULL GROUP BY file.id`;

const HAS_ID = `product.id = ${idOrNameSql(PRODUCTS, 'id')}`;

// For a product-scoped caller, a reference of another product does not hide the product with that number.
const IS_NAMED = `product.id = COALESCE(
  (SELECT id FROM products WHERE reference = :reference AND (CAST(:within AS bigint) IS NULL OR id = :within)),
  CAST(:number AS bigint)
)`;

// Products of the migrations have no event.
const IS_NEWEST_CREATED = `product.id = (
  SELECT newest.id FROM (SELECT id, uid FROM products ORDER BY id DESC LIMIT 100) AS newest
  WHERE EXISTS (
    SELECT 1 FROM events
    WHERE target_type = 'products' AND target_id = newest.uid::text AND events.name = 'product.created'
  )
  ORDER BY newest.id DESC LIMIT 1
)`;

function refuseDuplicateReference(saving: Promise<Product>): Promise<Product> {
  return onUniqueViolation(saving, 'PRODUCT_REFERENCE_TAKEN', {
    constraint: 'products_reference_unique',
    field: 'reference',
  });
}

function found(product: Product | null): Product {
  if (!product) {
    throw problem('PRODUCT_NOT_FOUND');
  }
  return product;
}
