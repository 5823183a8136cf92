import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import { ProductsService } from '../products/products.service';
import { found, lockProduct, type ProductId } from '../products/visible-products';
import { ProgramModule } from './program-module.entity';

/** Largest module, in bytes of UTF-8. */
export const MAX_MODULE_BYTES = 512 * 1024;
export const MODULE_LIMITS = {
  /** Modules of a product. */
  most: 100,
};

export type ModuleInput = Pick<ProgramModule, 'version' | 'minimumVersion'> & { readonly code: string };

/** A module with its code. */
export type LoadedModule = ProgramModule & { code: string };

/** Modules that programs of a product load while they run. */
@Injectable()
export class ProgramModulesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly clock: Clock,
  ) {}

  /** All modules of a product, by name, without their code. */
  async list(product: ProductId): Promise<ProgramModule[]> {
    const { id } = await this.products.get(product);
    return this.work.manager.find(ProgramModule, { where: { productId: id }, order: { name: 'ASC' } });
  }

  async get(product: ProductId, name: string): Promise<LoadedModule> {
    return this.load((await this.products.get(product)).id, name);
  }

  /**
   * For a program that may load it.
   * @param productId numeric id
   */
  async load(productId: number, name: string): Promise<LoadedModule> {
    const module = await this.work.manager
      .createQueryBuilder<LoadedModule>(ProgramModule, 'module')
      .addSelect('module.code')
      .where('module.productId = :productId AND module.name = :name', { productId, name })
      .getOne();
    return this.known(module);
  }

  /** Adds a module, or replaces the one that has its name. */
  async upload(product: ProductId, name: string, { code, ...input }: ModuleInput): Promise<ProgramModule> {
    const bytes = Buffer.from(code);
    if (bytes.length > MAX_MODULE_BYTES) {
      throw problem('MODULE_TOO_LARGE', { bytes: MAX_MODULE_BYTES });
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const content = { ...input, code, size: bytes.length, sha256, updatedAt: this.clock.now() };
    return this.work.run(async (manager) => {
      const { id: productId } = found(await lockProduct(manager, product));
      const former = await manager.findOneBy(ProgramModule, { productId, name });
      if (former) {
        await manager.update(ProgramModule, former.id, content);
        return this.record('program_module.uploaded', former, manager.create(ProgramModule, { ...former, ...content }));
      }
      if ((await manager.countBy(ProgramModule, { productId })) >= MODULE_LIMITS.most) {
        throw problem('TOO_MANY_MODULES');
      }
      const module = manager.create(ProgramModule, { ...content, productId, name, createdAt: content.updatedAt });
      await manager.insert(ProgramModule, module);
      return this.record('program_module.uploaded', null, module);
    });
  }

  async delete(product: ProductId, name: string): Promise<void> {
    await this.work.run(async (manager) => {
      const { id: productId } = found(await lockProduct(manager, product));
      const module = this.known(await manager.findOneBy(ProgramModule, { productId, name }));
      await manager.delete(ProgramModule, module.id);
      await this.record('program_module.deleted', module, null);
    });
  }

  private known<T extends ProgramModule>(module: T | null): T {
    if (!module) {
      throw problem('MODULE_NOT_FOUND');
    }
    return module;
  }

  /** The code is too long for a record. */
  private async record<B extends ProgramModule | null, A extends ProgramModule | null>(
    event: EventName,
    before: B,
    after: A,
  ): Promise<NonNullable<A | B>> {
    const module = after ?? before;
    if (!module) {
      throw new Error('A module that is neither before nor after was not changed');
    }
    const change = this.work.changeRecord(event, module, before && factsOf(before), after && factsOf(after), {
      product_id: module.productId,
      ...factsOf(module),
    });
    await this.work.record([change]);
    return module;
  }
}

function factsOf({ name, version, minimumVersion, size, sha256 }: ProgramModule) {
  return { name, version, minimum_version: minimumVersion, size, sha256 };
}
