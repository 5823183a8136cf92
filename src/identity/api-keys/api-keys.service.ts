import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { ApiKeyKind } from '../permissions/permission';
import { Clock } from '../../common/clock';
import { Conflict, InvalidInput, NotFound } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { readPage } from '../../platform/database/read-page';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKey } from './api-key.entity';
import { describeKey, freshKey, hashKey } from './key-value';
import { ProductDirectory } from './product-directory';

const MINUTE = 60_000;

/** An imported value of fewer characters can be guessed. */
const SHORTEST_IMPORT = 20;

export interface NewApiKey {
  name: string;
  kind: ApiKeyKind;
  /** A value that programs in the field already use; left out: a fresh one. */
  key?: string;
  /** The operator accepts a value that is short. */
  allowShort?: boolean;
  /** Reference of the only product that the key may touch. */
  product?: string;
  permissions?: string[] | null;
  expiresAt?: Date | null;
}

/** A key's record with its value, which nobody can read again later. */
export interface ApiKeyWithSecret {
  readonly apiKey: ApiKey;
  readonly value: string;
}

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductDirectory,
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
  async create(input: NewApiKey): Promise<ApiKeyWithSecret> {
    const value = input.key ?? this.freshValue(input.kind);
    const isShort = value.length < SHORTEST_IMPORT;
    if (isShort && !input.allowShort) {
      throw tooShort();
    }
    const apiKey = await this.work.run(async (manager) => {
      const product = input.product === undefined ? null : await this.products.getByReference(input.product);
      if (input.kind === 'system') {
        await this.endSystemKey();
      }
      const made = manager.create(ApiKey, {
        ...describeKey(value),
        kind: input.kind,
        name: input.name,
        product,
        productId: product?.id ?? null,
        permissions: input.permissions ?? null,
        expiresAt: input.expiresAt ?? null,
        revokedAt: null,
        lastUsedAt: null,
        createdAt: this.clock.now(),
      });
      return refuseDuplicateValue(this.work.create('api_key.created', made, isShort ? { allow_short: true } : {}));
    });
    return { apiKey, value };
  }

  /** Gives the key another value; the old one ends in the same moment. */
  rotate(uid: string): Promise<ApiKeyWithSecret> {
    return this.work.run(async () => {
      const apiKey = await this.getLocked(uid);
      if (apiKey.revokedAt) {
        throw new Conflict('A revoked key has no value to change');
      }
      const value = this.freshValue(apiKey.kind);
      return { apiKey: await this.work.update('api_key.rotated', apiKey, describeKey(value)), value };
    });
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
    await this.work.run(async () => {
      const apiKey = await this.getLocked(uid);
      if (!apiKey.revokedAt) {
        await this.work.update('api_key.revoked', apiKey, { revokedAt: this.clock.now() });
      }
    });
  }

  private async getLocked(uid: string): Promise<ApiKey> {
    await this.work.manager.query(`SELECT id FROM api_keys WHERE uid = $1 FOR NO KEY UPDATE`, [uid]);
    return this.get(uid);
  }

  // One at a time, because a statement cannot see the key that a rival is about to insert.
  private async endSystemKey(): Promise<void> {
    const { manager } = this.work;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyward: the system key', 0))`);
    for (const apiKey of await manager.findBy(ApiKey, { kind: 'system', revokedAt: IsNull() })) {
      await this.work.update('api_key.revoked', apiKey, { revokedAt: this.clock.now() });
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

function tooShort(): InvalidInput {
  return new InvalidInput(
    'key',
    `key must have at least ${SHORTEST_IMPORT} characters; allow_short imports a shorter one`,
    'too_short',
  );
}

function refuseDuplicateValue(saving: Promise<ApiKey>): Promise<ApiKey> {
  return onUniqueViolation(saving, 'This key exists already', { field: 'key' });
}
