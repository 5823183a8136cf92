import { Injectable, type Type } from '@nestjs/common';
import { type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import {
  Entitlement,
  EntitlementsService,
  Meter,
  MetersService,
  PutCreditDto,
  PutEntitlementDto,
  PutMeterDto,
} from '../../core/catalog';
import { type DefinitionsService } from '../../core/catalog/internal';
import { Permission, productScope } from '../../core/identity';
import { UnitOfWork } from '../../core/platform';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection, MAX_OBJECTS } from './catalog-section';
import type {
  CatalogCreditDto,
  CatalogDto,
  CatalogEntitlementDto,
  CatalogMeterDto,
  CatalogProductDto,
} from './dto/catalog.dto';
import { changedFields } from './field-changes';
import { jsonFields, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

type Definition = Entitlement | Meter;
type DefinitionInput = CatalogEntitlementDto | CatalogMeterDto | CatalogCreditDto;

/** Declarations of products, by their codes. */
abstract class DefinitionsSection<
  Entity extends Definition,
  Input extends DefinitionInput,
> extends CatalogSection<Input> {
  readonly permissions = { read: Permission.ProductsRead, write: Permission.ProductsWrite };
  protected abstract readonly entity: Type<Definition>;
  protected abstract readonly list: 'entitlements' | 'meters' | 'credits';
  protected abstract readonly defaults: Fields;
  /** Rows of the section. */
  protected readonly condition: FindOptionsWhere<Meter> = {};

  constructor(
    private readonly work: UnitOfWork,
    private readonly definitions: Pick<DefinitionsService<Entity, never>, 'delete' | 'rename'>,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const scope = productScope();
    const definitions = await this.work.manager.find(this.entity, {
      where: { ...(scope && { productId: In(scope) }), ...this.condition },
      relations: { product: true },
      order: { id: 'ASC' },
      take: MAX_OBJECTS + 1,
    });
    return definitions.map((definition) => {
      const { id, uid, code } = definition;
      const product = definition.product?.reference ?? '';
      return { id, uid, key: keyOf(product, code), name: code, product, fields: jsonFields(this.fieldsOf(definition)) };
    });
  }

  override export(items: readonly StoredItem[], { products = [] }: CatalogDto): void {
    for (const product of products) {
      const own = items.filter((item) => item.product === product.reference);
      const list = own.map(({ fields }) => withoutDefaults(fields, this.defaults));
      Object.assign(product, list.length > 0 && { [this.list]: list });
    }
  }

  override wanted({ products }: CatalogDto): WantedItem<Input>[] | undefined {
    return products?.flatMap((product, index) =>
      this.in(product).map((input, place) => {
        const { renamed_from: former, ...fields } = input;
        return {
          place: `products.${index}.${this.list}.${place}`,
          key: keyOf(product.reference, input.code),
          name: input.code,
          product: product.reference,
          input,
          fields: { ...this.defaults, ...jsonFields(fields) },
          former: former === undefined ? undefined : { key: keyOf(product.reference, former), name: former },
        };
      }),
    );
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    const product = renames.product(item.product ?? '');
    return { ...item, product, key: keyOf(product, item.name) };
  }

  override defaultsOf({ name }: WantedItem<Input>): Fields {
    return { ...this.defaults, code: name };
  }

  /** False for those of a product that the file lacks: they are deleted with the product. */
  override isMissing({ product }: StoredItem, { products = [] }: CatalogDto): boolean {
    return products.some(({ reference }) => reference === product);
  }

  override create(item: WantedItem<Input>): Promise<void> {
    return this.put(item);
  }

  override async update(stored: StoredItem, _change: Partial<Input>, item: WantedItem<Input>): Promise<void> {
    const { name, product } = item;
    if (stored.name !== name) {
      await this.definitions.rename(product ?? '', stored.name, name);
    }
    if (changedFields(stored.fields, item.fields).some((field) => field !== 'code')) {
      await this.put(item);
    }
  }

  override async delete({ product, name }: StoredItem): Promise<void> {
    await this.definitions.delete(product ?? '', name);
  }

  protected abstract in(product: CatalogProductDto): readonly Input[];
  protected abstract fieldsOf(definition: Definition): object;
  protected abstract put(item: WantedItem<Input>): Promise<void>;
}

@Injectable()
export class EntitlementsSection extends DefinitionsSection<Entitlement, CatalogEntitlementDto> {
  readonly kind = 'entitlement';
  protected readonly entity = Entitlement;
  protected readonly list = 'entitlements';
  protected readonly defaults = { choices: [] };

  constructor(
    work: UnitOfWork,
    private readonly entitlements: EntitlementsService,
  ) {
    super(work, entitlements);
  }

  protected override in({ entitlements = [] }: CatalogProductDto): readonly CatalogEntitlementDto[] {
    return entitlements;
  }

  protected override fieldsOf({ code, name, type, choices }: Entitlement): object {
    return { code, name, type, choices };
  }

  protected override async put({ product, name, input }: WantedItem<CatalogEntitlementDto>): Promise<void> {
    await this.entitlements.put(product ?? '', name, PutEntitlementDto.toInput(input));
  }
}

@Injectable()
export class MetersSection extends DefinitionsSection<Meter, CatalogMeterDto> {
  readonly kind = 'meter';
  protected readonly entity = Meter;
  protected readonly list = 'meters';
  protected readonly defaults = { unit: null };
  protected override readonly condition = { decimals: IsNull() };

  constructor(
    work: UnitOfWork,
    private readonly meters: MetersService,
  ) {
    super(work, meters);
  }

  protected override in({ meters = [] }: CatalogProductDto): readonly CatalogMeterDto[] {
    return meters;
  }

  protected override fieldsOf({ code, name, unit, kind }: Meter): object {
    return { code, name, unit, kind };
  }

  protected override async put({ product, name, input }: WantedItem<CatalogMeterDto>): Promise<void> {
    await this.meters.put(product ?? '', name, PutMeterDto.toInput(input));
  }
}

@Injectable()
export class CreditsSection extends DefinitionsSection<Meter, CatalogCreditDto> {
  readonly kind = 'credit';
  protected readonly entity = Meter;
  protected readonly list = 'credits';
  protected readonly defaults = {};
  protected override readonly condition = { decimals: Not(IsNull()) };

  constructor(
    work: UnitOfWork,
    private readonly meters: MetersService,
  ) {
    super(work, meters);
  }

  protected override in({ credits = [] }: CatalogProductDto): readonly CatalogCreditDto[] {
    return credits;
  }

  protected override fieldsOf({ code, name, decimals }: Meter): object {
    return { code, name, decimals };
  }

  protected override async put({ product, name, input }: WantedItem<CatalogCreditDto>): Promise<void> {
    await this.meters.put(product ?? '', name, PutCreditDto.toInput(input));
  }
}

/** Codes have no slash. */
function keyOf(product: string, code: string): string {
  return `${product}/${code}`;
}
