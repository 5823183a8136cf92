import { Injectable } from '@nestjs/common';
import { Policy } from '../catalog/policies/policy.entity';
import { ProductDto, productInput, type UpdateProductDto } from '../catalog/products/dto/product.dto';
import { Product } from '../catalog/products/product.entity';
import { type ProductChange, ProductsService } from '../catalog/products/products.service';
import { problem } from '../common/errors/domain-error';
import { defined } from '../common/defined';
import { Permission } from '../identity/permissions/permission';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection, MAX_OBJECTS } from './catalog-section';
import type { CatalogDto, CatalogProductDto } from './dto/catalog.dto';
import { jsonFields, pick, withoutDefaults } from './normal-fields';

type ProductFields = Omit<CatalogProductDto, 'policy' | 'entitlements' | 'meters'>;

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
  sparkle_public_key: null,
  tauri_public_key: null,
  trial_policy: null,
} as const satisfies Partial<ProductFields>;

const NAMES = ['reference', 'name', ...Object.keys(DEFAULTS)];

/** Products by reference. Their policies, entitlements and meters are objects of their own. */
@Injectable()
export class ProductsSection extends CatalogSection<ProductFields> {
  readonly kind = 'product';
  readonly permissions = { read: Permission.ProductsRead, write: Permission.ProductsWrite };

  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const products = await this.work.manager.find(Product, {
      relations: { policy: true, trialPolicy: true },
      order: { id: 'ASC' },
      take: MAX_OBJECTS + 1,
    });
    const ownPolicies = new Map(products.map(({ policyId, reference }) => [policyId, reference]));
    return products.map((product) => {
      const { id, uid, reference, trialPolicy } = product;
      const trial = trialPolicy ? (ownPolicies.get(trialPolicy.id) ?? trialPolicy.name) : null;
      const fields = jsonFields({ ...pick(ProductDto.from(product), NAMES), trial_policy: trial });
      return { id, uid, key: reference, name: reference, product: null, fields };
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    file.products = items.map(({ fields }) => withoutDefaults(fields, DEFAULTS) as unknown as CatalogProductDto);
  }

  override wanted({ products }: CatalogDto): WantedItem<ProductFields>[] | undefined {
    return products?.map((product, index) => {
      const { reference, name, metadata = {}, policy: _, entitlements: __, meters: ___, ...more } = product;
      const input = { ...DEFAULTS, ...defined(more), reference, name, metadata: withoutNulls(metadata) };
      return {
        place: `products.${index}`,
        key: reference,
        name: reference,
        product: null,
        input,
        fields: jsonFields(input),
      };
    });
  }

  override defaultsOf({ name }: WantedItem<ProductFields>): Fields {
    return { ...DEFAULTS, reference: name };
  }

  override isMissing(_item: StoredItem, { products }: CatalogDto): boolean {
    return products !== undefined;
  }

  override async create({ input }: WantedItem<ProductFields>): Promise<void> {
    const { trial_policy: _, ...columns } = input;
    await this.products.create(productInput(columns));
  }

  override async update({ uid, fields }: StoredItem, change: Partial<ProductFields>): Promise<void> {
    const { trial_policy: _, metadata, ...columns } = change;
    const merged = metadata && { metadata: { ...nullsOf(fields.metadata), ...metadata } };
    await this.products.change(uid, changeOf({ ...columns, ...merged }));
  }

  override async link({ input: { reference, trial_policy: name = null } }: WantedItem<ProductFields>): Promise<void> {
    const product = await this.products.getByReference(reference);
    const trialPolicy = name === null ? null : await this.policyNamed(name);
    if (trialPolicy !== (product.trialPolicy?.uid ?? null)) {
      await this.products.change(product.uid, { trialPolicy });
    }
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.products.delete(uid);
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

function changeOf(change: UpdateProductDto): ProductChange {
  return defined(productInput(change));
}

function withoutNulls(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

/** Metadata is merged: null removes a field. */
function nullsOf(metadata: unknown): Record<string, null> {
  return Object.fromEntries(Object.keys(Object(metadata) as object).map((name) => [name, null]));
}
