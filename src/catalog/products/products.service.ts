import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { problem, referenced } from '../../common/errors/domain-error';
import type { MetadataFilter } from '../../common/pagination/field-filters';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { applyFieldFilters } from '../../platform/database/field-filters';
import { readPage } from '../../platform/database/read-page';
import { likePattern, searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { DEFAULT_KEY_FORMAT } from '../policies/key-format';
import { PoliciesService } from '../policies/policies.service';
import { Policy } from '../policies/policy.entity';
import { Product } from './product.entity';
import {
  found,
  lockProduct,
  type ProductId,
  refuseDuplicateReference,
  visibleProducts,
  WITH_POLICY,
} from './visible-products';

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

@Injectable()
export class ProductsService {
  constructor(
    private readonly work: UnitOfWork,
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

  /** The oldest product whose metadata contains these values; null if there is none. */
  findByMetadata(metadata: object): Promise<Product | null> {
    return this.query()
      .andWhere('product.metadata @> CAST(:metadata AS jsonb)', { metadata: JSON.stringify(metadata) })
      .orderBy('product.id')
      .getOne();
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

  private async trialColumns(uid: string | null | undefined): Promise<Partial<Product>> {
    if (uid === undefined) {
      return {};
    }
    const policy = uid === null ? null : await referenced('trial_policy', this.policies.get(uid));
    return { trialPolicy: policy, trialPolicyId: policy?.id ?? null };
  }

  /** Serializes changes of a product to prevent lost updates. */
  private async getLocked(id: ProductId): Promise<Product> {
    return found(await lockProduct(this.work.manager, id));
  }

  private query(id?: ProductId): SelectQueryBuilder<Product> {
    return visibleProducts(this.work.manager, id);
  }
}

// Products of the migrations have no event.
const IS_NEWEST_CREATED = `product.id = (
  SELECT newest.id FROM (SELECT id, uid FROM products ORDER BY id DESC LIMIT 100) AS newest
  WHERE EXISTS (
    SELECT 1 FROM events
    WHERE target_type = 'products' AND target_id = newest.uid::text AND events.name = 'product.created'
  )
  ORDER BY newest.id DESC LIMIT 1
)`;
