import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { scoped } from '../../identity/permissions/scoped';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { problem, referenced } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import type { MetadataFilter } from '../../common/pagination/field-filters';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { applyFieldFilters } from '../../platform/database/field-filters';
import { readPage } from '../../platform/database/read-page';
import { likePattern, searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ArchivesService } from '../../platform/archives/archives.service';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
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
    | 'upgradeUrl'
    | 'showsCustomer'
    | 'sparklePublicKey'
    | 'tauriPublicKey'
  >
> & {
  /** Uid of the policy of trials; null offers none. */
  readonly trialPolicy?: string | null;
  /** Of a product that exists: fields that change; null removes one. */
  readonly metadata?: Metadata;
};

export interface ProductFilter {
  /** Text in the reference or the name. */
  readonly q?: string;
  /** Case-insensitive part of the reference or of the name. */
  readonly search?: string;
  readonly isActive?: boolean;
  readonly metadata?: MetadataFilter;
  /** Only deleted products that can be restored, instead of the others. */
  readonly isArchived?: boolean;
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
    private readonly archives: ArchivesService,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  /** Also creates the product's own policy, without limits. */
  create({ keyFormat = DEFAULT_KEY_FORMAT, trialPolicy, metadata = {}, ...input }: NewProduct): Promise<Product> {
    if (productScope() !== undefined) {
      throw problem('PRODUCT_CREATION_FORBIDDEN');
    }
    return this.work.run(async (manager) => {
      const stamp = { createdAt: this.clock.now(), updatedAt: this.clock.now() };
      const policy = manager.create(Policy, { name: input.reference, keyFormat, ...stamp });
      const { id: policyId } = await this.work.create('policy.created', policy);
      const trial = await this.trialColumns(trialPolicy);
      const product = manager.create(Product, {
        ...defined(input),
        ...trial,
        metadata: mergedMetadata({}, metadata),
        policy,
        policyId,
        ...stamp,
      });
      return refuseDuplicateReference(this.work.create('product.created', product));
    });
  }

  async list(page: PageRequest, filter: ProductFilter = {}): Promise<Page<Product>> {
    const { q, search, isActive, metadata, isArchived } = filter;
    const query = isArchived ? fromArchive(this.query(), 'product', WITH_POLICY) : this.query();
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
    applyFieldFilters(query, { metadata });
    const found = await readPage(query, page);
    await (isArchived ? loadArchives(this.work.manager, 'product', found.rows) : undefined);
    return found;
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

  /**
   * Finds products by uids or references; missing ones are left out.
   * @returns by what they are found by
   */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, Product>> {
    const uids = ids.filter((id) => isUUID(id));
    const named = '(product.reference = ANY (:ids) OR product.uid = ANY (CAST(:uids AS uuid[])))';
    const products = await this.query().andWhere(named, { ids, uids }).getMany();
    return new Map(
      ids.flatMap((id) => {
        const found =
          products.find(({ uid }) => uid === id.toLowerCase()) ?? products.find((one) => one.reference === id);
        return found ? [[id, found]] : [];
      }),
    );
  }

  /** Products by their numbers: those that exist. */
  getNumbered(ids: readonly number[]): Promise<Product[]> {
    return this.query().andWhere('product.id = ANY (:ids)', { ids }).getMany();
  }

  change(id: ProductId, { trialPolicy, metadata, ...change }: ProductChange): Promise<Product> {
    return this.work.run(async () => {
      const product = await this.getLocked(id);
      const trial = await this.trialColumns(trialPolicy);
      const fields = metadata && { metadata: mergedMetadata(product.metadata, metadata) };
      const changed = { ...defined(change), ...trial, ...fields, updatedAt: this.clock.now() };
      return refuseDuplicateReference(
        this.work.update('product.updated', product, changed, { product_id: product.id }),
      );
    });
  }

  /**
   * Also deletes its policy, versions and files. Refused if the product has licenses or keys.
   * @param isFinal cannot be restored; also for a deleted product
   */
  async delete(id: ProductId, isFinal = false): Promise<void> {
    await this.work.run(async (manager) => {
      const product = await this.findLocked(id);
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
      await (isFinal ? this.archives.purge('product', product.id) : undefined);
    });
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
      const product = await this.get(uid);
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
      : fromArchive(this.query().andWhere('product.id = :number', { number }), 'product', {
          ...WITH_POLICY,
          ids: [number],
        }).getOne();
  }

  private async purge(id: ProductId, isFinal: boolean): Promise<void> {
    const deleted = isFinal && typeof id === 'string' ? await this.findArchived(id) : null;
    await this.archives.purge('product', found(deleted).id);
  }

  private async trialColumns(uid: string | null | undefined): Promise<Partial<Product>> {
    if (uid === undefined) {
      return {};
    }
    const policy = uid === null ? null : await referenced('trial_policy', this.policies.get(uid));
    return { trialPolicy: policy, trialPolicyId: policy?.id ?? null };
  }

  /** Serializes changes of a product to prevent lost updates. */
  private async getLocked(id: ProductId): Promise<Product> {
    return found(await this.findLocked(id));
  }

  private findLocked(id: ProductId): Promise<Product | null> {
    return this.query(id).setLock('for_no_key_update', undefined, ['product']).getOne();
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

/** A product is archived with its policy. */
const WITH_POLICY = { related: ['policies'] };

const HAS_ID = `product.id = ${idOrNameSql(PRODUCTS, 'id')}`;

// For a product-scoped caller, a reference of another product does not hide the product with that number.
const IS_NAMED = `product.id = COALESCE(
  (SELECT id FROM products WHERE reference = :reference AND (CAST(:within AS bigint[]) IS NULL OR id = ANY (:within))),
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

function refuseDuplicateReference<T>(saving: Promise<T>): Promise<T> {
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
