import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  DeleteProductsService,
  Policy,
  Product,
  type ProductChange,
  ProductDto,
  ProductsService,
  type UpdateProductDto,
} from '../../core/catalog';
import { camelCased, defined, problem } from '../../core/common';
import { Permission, productScope } from '../../core/identity';
import { UnitOfWork } from '../../core/platform';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection, MAX_OBJECTS } from './catalog-section';
import type { CatalogDto, CatalogProductDto } from './dto/catalog.dto';
import { jsonFields, pick, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

type ProductFields = Omit<CatalogProductDto, 'policy' | 'entitlements' | 'meters' | 'credits' | 'renamed_from'>;

/** Values of a new product. */
const DEFAULTS = {
  description: '',
  envato_item_id: null,
  is_active: true,
  updates_need_license: true,
  serve_latest_updates: true,
  metadata: {},
  upgrade_url: null,
  shows_customer: false,
  continue_licenses: 'never',
  license_file_parts: [],
  free_hosts: [],
  signing_alg: null,
  sparkle_public_key: null,
  tauri_public_key: null,
  trial_policy: null,
} as const satisfies Partial<ProductFields>;

const NAMES = ['reference', 'name', ...Object.keys(DEFAULTS)];

/** Products by reference. Their policies, entitlements, meters and credits are objects of their own. */
@Injectable()
export class ProductsSection extends CatalogSection<ProductFields> {
  readonly kind = 'product';
  readonly permissions = { read: Permission.ProductsRead, write: Permission.ProductsWrite };

  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly deletion: DeleteProductsService,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const scope = productScope();
    const products = await this.work.manager.find(Product, {
      where: scope && { id: In(scope) },
      relations: { policy: true, trialPolicy: true },
      order: { id: 'ASC' },
      take: MAX_OBJECTS + 1,
    });
    const ownPolicies = new Map(products.map(({ policyId, reference }) => [policyId, reference]));
    const shared = scope && new Set(await this.sharedAmong(products));
    return products.map((product) => {
      const { id, uid, reference, trialPolicy } = product;
      // That of a product that the caller does not see keeps its UUID.
      const name = trialPolicy && (shared?.has(trialPolicy.id) === false ? trialPolicy.uid : trialPolicy.name);
      const trial = trialPolicy ? (ownPolicies.get(trialPolicy.id) ?? name) : null;
      const fields = jsonFields({ ...pick(ProductDto.from(product), NAMES), trial_policy: trial });
      return { id, uid, key: reference, name: reference, product: null, fields };
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    Object.assign(file, { products: items.map(({ fields }) => withoutDefaults(fields, DEFAULTS)) });
  }

  override wanted({ products }: CatalogDto): WantedItem<ProductFields>[] | undefined {
    return products?.map((product, index) => {
      const { reference, name, metadata = {}, renamed_from: former, ...more } = withoutParts(product);
      const input = { ...DEFAULTS, ...defined(more), reference, name, metadata: withoutNulls(metadata) };
      return {
        place: `products.${index}`,
        key: reference,
        name: reference,
        product: null,
        input,
        fields: jsonFields(input),
        former: former === undefined ? undefined : { key: former, name: former },
      };
    });
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    const { trial_policy: trial } = item.fields;
    return typeof trial === 'string'
      ? { ...item, fields: { ...item.fields, trial_policy: renames.policy(trial) } }
      : item;
  }

  override defaultsOf({ name }: WantedItem<ProductFields>): Fields {
    return { ...DEFAULTS, reference: name };
  }

  override isMissing(_item: StoredItem, { products }: CatalogDto): boolean {
    return products !== undefined;
  }

  override async create({ input }: WantedItem<ProductFields>): Promise<void> {
    const { trial_policy: _, ...columns } = input;
    await this.products.create(camelCased(columns));
  }

  override async update({ uid, fields }: StoredItem, change: Partial<ProductFields>): Promise<void> {
    const { trial_policy: _, metadata, ...columns } = change;
    const merged = metadata && { metadata: { ...nullsOf(fields.metadata), ...metadata } };
    await this.products.change(uid, changeOf({ ...columns, ...merged }));
  }

  override async link({ input: { reference, trial_policy: name = null } }: WantedItem<ProductFields>): Promise<void> {
    const product = await this.products.getByReference(reference);
    const isKept = name !== null && name === product.trialPolicy?.uid;
    const trialPolicy = name === null || isKept ? name : await this.policyNamed(name);
    if (trialPolicy !== (product.trialPolicy?.uid ?? null)) {
      await this.products.change(product.uid, { trialPolicy });
    }
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.deletion.delete(uid);
  }

  /** The ids of trial policies that belong to no product. */
  private async sharedAmong(products: readonly Product[]): Promise<number[]> {
    const ids = [...new Set(products.flatMap(({ trialPolicyId }) => trialPolicyId ?? []))];
    const rows = ids.length === 0 ? [] : await this.work.manager.query<{ id: number }[]>(SHARED, [ids]);
    return rows.map(({ id }) => id);
  }

  /** @returns the uid of the shared policy with this name, or of the product's own with this reference */
  private async policyNamed(name: string): Promise<string> {
    const [shared, another] = await this.work.manager
      .createQueryBuilder(Policy, 'policy')
      .where('policy.name = :name', { name })
      .andWhere('NOT EXISTS (SELECT 1 FROM products WHERE policy_id = policy.id)')
      .limit(2)
      .getMany();
    const [product] = await this.products.getEach([name]);
    if (another) {
      throw problem('CATALOG_NAME_AMBIGUOUS', { field: 'trial_policy', name });
    }
    const policy = shared ?? product?.policy;
    if (!policy) {
      throw problem('POLICY_NOT_FOUND', { field: 'trial_policy' });
    }
    return policy.uid;
  }
}

const SHARED = `
  SELECT id FROM unnest($1::bigint[]) AS trial (id) WHERE NOT EXISTS (SELECT 1 FROM products WHERE policy_id = trial.id)`;

/** Without the objects that are a part of it. */
function withoutParts({ policy: _, entitlements: __, meters: ___, credits: ____, ...product }: CatalogProductDto) {
  return product;
}

function changeOf(change: UpdateProductDto): ProductChange {
  return defined(camelCased(change));
}

function withoutNulls(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

/** Metadata is merged: null removes a field. */
function nullsOf(metadata: unknown): Record<string, null> {
  return Object.fromEntries(Object.keys(Object(metadata) as object).map((name) => [name, null]));
}
