import { Injectable, type Type } from '@nestjs/common';
import type { DeepPartial, SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import { Product } from '../products/product.entity';
import { ProductsService } from '../products/products.service';
import type { ProductId } from '../products/visible-products';
import { type DefinitionKind, Grants } from '../grants/grants';
import type { PlainErrorName } from '../../common/errors/catalogue';

interface Definition {
  id: number;
  uid: string;
  productId: number;
  code: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
}

interface Kind<T> {
  readonly entity: Type<T>;
  readonly noun: DefinitionKind;
  readonly errors: { readonly notFound: PlainErrorName; readonly granted: PlainErrorName };
  readonly events: { readonly created: EventName; readonly updated: EventName; readonly deleted: EventName };
}

/** Entitlements and meters that a product defines by code before policies and licenses grant them. */
@Injectable()
export abstract class DefinitionsService<T extends Definition, Input extends Pick<Definition, 'name'>> {
  protected abstract readonly kind: Kind<T>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly grants: Grants,
    private readonly clock: Clock,
  ) {}

  /** @param q text in the code or the name */
  async list(product: ProductId, page: PageRequest, { q }: { readonly q?: string } = {}): Promise<Page<T>> {
    const query = await this.query(product);
    if (q !== undefined) {
      query.andWhere('(definition.code ILIKE :q OR definition.name ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(product: ProductId, code: string): Promise<T> {
    return this.found(await this.find(product, code));
  }

  /** Refused if the product declares the code already. */
  add(product: ProductId, code: string, input: Input): Promise<T> {
    return this.work.run(async () => {
      const productId = await this.lockProduct(product);
      if (await this.find(product, code)) {
        throw problem('CODE_TAKEN', { field: 'code', code });
      }
      return this.create(productId, code, input);
    });
  }

  /** Creates or replaces a definition. What is granted cannot change in a way that existing grants would not fit. */
  put(product: ProductId, code: string, input: Input): Promise<T> {
    return this.work.run(async () => {
      const productId = await this.lockProduct(product);
      const definition = await this.find(product, code, true);
      return definition ? this.replace(definition, input) : this.create(productId, code, input);
    });
  }

  /** Gives a definition another code. What is granted stays granted, under the new code. */
  rename(product: ProductId, code: string, newCode: string): Promise<T> {
    return this.work.run(async () => {
      const productId = await this.lockProduct(product);
      const definition = this.found(await this.find(product, code, true));
      if (await this.find(product, newCode)) {
        throw problem('CODE_TAKEN', { field: 'code', code: newCode });
      }
      await this.followRename(definition, newCode);
      const change: Partial<Definition> = { code: newCode, updatedAt: this.clock.now() };
      const renamed = await this.work.update(this.kind.events.updated, definition, change as Partial<T>, {
        product_id: productId,
      });
      await this.grants.followRename(this.kind.noun, definition.id);
      return renamed;
    });
  }

  /** Refused for what is used. */
  async delete(product: ProductId, code: string): Promise<void> {
    await this.work.run(async () => {
      const definition = this.found(await this.find(product, code, true));
      await this.refuseUsed(definition);
      await this.work.remove(this.kind.events.deleted, this.kind.entity, definition);
    });
  }

  /** Whether grants that fit the definition fit the input too. */
  protected abstract isCompatible(definition: T, input: Input): boolean;

  /** Throws for what a policy or a license grants or withdraws. */
  protected refuseUsed(definition: T): Promise<void> {
    return this.refuseGranted(definition);
  }

  /** Renames the code where something else than grants names it. */
  protected followRename(_definition: T, _newCode: string): Promise<void> {
    return Promise.resolve();
  }

  /** Refuses an input that what is granted does not fit. */
  protected async refuseMisfit(definition: T, input: Input): Promise<void> {
    if (!this.isCompatible(definition, input)) {
      await this.refuseGranted(definition);
    }
  }

  private async replace(definition: T, input: Input): Promise<T> {
    await this.refuseMisfit(definition, input);
    const change: Partial<Definition> = { ...input, updatedAt: this.clock.now() };
    return this.work.update(this.kind.events.updated, definition, change as Partial<T>, {
      product_id: definition.productId,
    });
  }

  private create(productId: number, code: string, input: Input): Promise<T> {
    const row = { ...input, productId, code, createdAt: this.clock.now(), updatedAt: this.clock.now() };
    const definition = this.work.manager.create(this.kind.entity, row as DeepPartial<T>);
    return this.work.create(this.kind.events.created, definition);
  }

  /** Serializes definitions of a product, so that two calls cannot create the same code. */
  private async lockProduct(product: ProductId): Promise<number> {
    const { id } = await this.products.get(product);
    const lock = { mode: 'for_no_key_update' } as const;
    if (!(await this.work.manager.findOne(Product, { where: { id }, lock }))) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    return id;
  }

  private async find(product: ProductId, code: string, isLocked = false): Promise<T | null> {
    const query = (await this.query(product)).andWhere('definition.code = :code', { code });
    return (isLocked ? query.setLock('for_no_key_update') : query).getOne();
  }

  private async query(product: ProductId): Promise<SelectQueryBuilder<T>> {
    const { id: productId } = await this.products.get(product);
    const query = this.work.manager.createQueryBuilder(this.kind.entity, 'definition');
    return query.where('definition.productId = :productId', { productId });
  }

  /** Whoever grants it holds a lock that conflicts with the caller's. */
  private async refuseGranted({ id }: T): Promise<void> {
    if (await this.grants.include(this.kind.noun, id)) {
      throw problem(this.kind.errors.granted);
    }
  }

  private found(definition: T | null): T {
    if (!definition) {
      throw problem(this.kind.errors.notFound);
    }
    return definition;
  }
}
