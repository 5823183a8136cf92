import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { ApiKeyKind } from '../auth/permission';
import { Clock } from '../common/clock';
import { isUniqueViolation } from '../common/errors/database-error';
import { Conflict, NotFound } from '../common/errors/domain-error';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { Randomness } from '../common/randomness';
import { UnitOfWork } from '../database/unit-of-work';
import { ProductsService } from '../products/products.service';
import { ApiKey } from './api-key.entity';
import { describeKey, freshKey, hashKey } from './key-value';

const MINUTE = 60_000;

export interface NewApiKey {
  name: string;
  kind: ApiKeyKind;
  /** A value that programs in the field already use; left out: a fresh one. */
  key?: string;
  /** Reference of the only product that the key may touch. */
  product?: string;
  permissions?: string[] | null;
  expiresAt?: Date | null;
}

/** A key's record with its value, which nobody can read again later. */
export interface ShownApiKey {
  readonly apiKey: ApiKey;
  readonly value: string;
}

@Injectable()
export class ApiKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** The usable key of this value, or null. The one way in for every door. */
  async authenticate(value: string): Promise<ApiKey | null> {
    const now = this.clock.now();
    const apiKey = await this.work.manager.findOneBy(ApiKey, { hash: hashKey(value) });
    if (!apiKey?.isUsableAt(now)) {
      return null;
    }
    await this.noteUse(apiKey, now);
    return apiKey;
  }

  /** A new system key ends the old one in the same moment. */
  async create(input: NewApiKey): Promise<ShownApiKey> {
    const value = input.key ?? this.freshValue(input.kind);
    const apiKey = await this.work.run(async (manager) => {
      const product = input.product === undefined ? null : await this.products.getByReference(input.product);
      if (input.kind === 'system') {
        await manager.update(ApiKey, { kind: 'system', revokedAt: IsNull() }, { revokedAt: this.clock.now() });
      }
      return this.insert(
        manager.create(ApiKey, {
          ...describeKey(value),
          kind: input.kind,
          name: input.name,
          productId: product?.id ?? null,
          permissions: input.permissions ?? null,
          expiresAt: input.expiresAt ?? null,
          revokedAt: null,
          lastUsedAt: null,
          createdAt: this.clock.now(),
        }),
      );
    });
    return { apiKey, value };
  }

  /** Gives the key another value; the old one ends in the same moment. */
  async rotate(uid: string): Promise<ShownApiKey> {
    const apiKey = await this.get(uid);
    const value = this.freshValue(apiKey.kind);
    const { affected } = await this.work.manager.update(
      ApiKey,
      { id: apiKey.id, revokedAt: IsNull() },
      describeKey(value),
    );
    if (affected !== 1) {
      throw new Conflict('A revoked key has no value to change');
    }
    return { apiKey: Object.assign(apiKey, describeKey(value)), value };
  }

  list(page: PageRequest): Promise<Page<ApiKey>> {
    return readPage(
      this.work.manager.createQueryBuilder(ApiKey, 'api_key').leftJoinAndSelect('api_key.product', 'product'),
      page,
    );
  }

  async get(uid: string): Promise<ApiKey> {
    const apiKey = await this.work.manager.findOne(ApiKey, { where: { uid }, relations: { product: true } });
    if (!apiKey) {
      throw new NotFound('API key');
    }
    return apiKey;
  }

  /** Ends a key for good. Its record stays. */
  async revoke(uid: string): Promise<void> {
    const { id } = await this.get(uid);
    await this.work.manager.update(ApiKey, { id, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }

  private async insert(apiKey: ApiKey): Promise<ApiKey> {
    try {
      return await this.work.manager.save(apiKey);
    } catch (error) {
      throw isUniqueViolation(error) ? new Conflict('This key exists already') : error;
    }
  }

  private freshValue(kind: ApiKeyKind): string {
    return freshKey(kind, this.randomness, this.clock.now());
  }

  private async noteUse({ id, lastUsedAt }: ApiKey, now: Date): Promise<void> {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < MINUTE) {
      return;
    }
    await this.work.manager.update(ApiKey, { id }, { lastUsedAt: now });
  }
}
