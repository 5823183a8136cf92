import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { readPage } from '../../platform/database/read-page';
import { searchPattern } from '../../platform/database/like-pattern';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { generateKeyPair, signatureOf } from './key-pair';
import { SIGNING_ALGORITHM, signingKeySecret, UpdateSigningKey } from './update-signing-key.entity';

/** Manages update signing keys: one active key signs, retired keys verify until they are revoked. */
@Injectable()
export class UpdateSigningKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * Excludes revoked keys.
   * @param q part of the key id
   */
  list(page: PageRequest, q?: string): Promise<Page<UpdateSigningKey>> {
    const query = this.work.manager.createQueryBuilder(UpdateSigningKey, 'signing_key');
    query.where({ revokedAt: IsNull() });
    if (q !== undefined) {
      query.andWhere('signing_key.keyId ILIKE :q', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** A key that is not revoked. */
  async get(keyId: string): Promise<UpdateSigningKey> {
    const key = await this.work.manager.findOneBy(UpdateSigningKey, { keyId, revokedAt: IsNull() });
    if (!key) {
      throw problem('UPDATE_SIGNING_KEY_NOT_FOUND');
    }
    return key;
  }

  /** Signs with the currently active key. */
  async sign(text: string): Promise<{ keyId: string; value: string }> {
    const { keyId, privateKey } = await this.work.manager.findOneByOrFail(UpdateSigningKey, ACTIVE);
    if (privateKey === null) {
      throw new Error('The active update signing key has no private key');
    }
    return { keyId, value: signatureOf(text, this.cipher.decrypt(signingKeySecret(keyId), privateKey)) };
  }

  /** Creates a new active key, and deletes the private key of the previous one. */
  rotate(): Promise<UpdateSigningKey> {
    return this.work.run(async (manager) => {
      await lockKeys(manager);
      const now = this.clock.now();
      for (const previous of await manager.findBy(UpdateSigningKey, ACTIVE)) {
        await this.work.update('update_signing_key.retired', previous, { retiredAt: now, privateKey: null });
      }
      return this.work.create('update_signing_key.created', this.newKey(manager, now));
    });
  }

  /** Replaces the key if it is the active one. */
  async revoke(keyId: string): Promise<void> {
    await this.work.run(async (manager) => {
      await lockKeys(manager);
      const key = await this.get(keyId);
      const now = this.clock.now();
      const wasActive = key.retiredAt === null;
      const revoked = { retiredAt: key.retiredAt ?? now, revokedAt: now, privateKey: null };
      await this.work.update('update_signing_key.revoked', key, revoked);
      if (wasActive) {
        await this.work.create('update_signing_key.created', this.newKey(manager, now));
      }
    });
  }

  private newKey(manager: EntityManager, now: Date): UpdateSigningKey {
    const { privateKey, ...pair } = generateKeyPair();
    return manager.create(UpdateSigningKey, {
      ...pair,
      privateKey: this.cipher.encrypt(signingKeySecret(pair.keyId), privateKey),
      createdAt: now,
      retiredAt: null,
      revokedAt: null,
    });
  }
}

/** Serializes changes: a statement does not see a key that a concurrent one is about to insert. */
async function lockKeys(manager: EntityManager): Promise<void> {
  await advisoryLock(manager, 'keyward: the update signing key');
}

const ACTIVE = { algorithm: SIGNING_ALGORITHM, retiredAt: IsNull() };
