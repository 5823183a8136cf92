import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/domain-error';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { readPage } from '../../platform/database/read-page';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { freshKeyPair, signatureOf } from './key-pair';
import { SIGNING_ALGORITHM, signingKeySecret, UpdateSigningKey } from './update-signing-key.entity';

/** The keys that updates are signed with: one is live, the ones before it stay to be verified with until they are revoked. */
@Injectable()
export class UpdateSigningKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** Those that were not revoked. */
  list(page: PageRequest): Promise<Page<UpdateSigningKey>> {
    const query = this.work.manager.createQueryBuilder(UpdateSigningKey, 'signing_key');
    return readPage(query.where({ revokedAt: IsNull() }), page);
  }

  /** Signs with the key that the database has at this moment. */
  async sign(text: string): Promise<{ keyId: string; value: string }> {
    const { keyId, privateKey } = await this.work.manager.findOneByOrFail(UpdateSigningKey, LIVE);
    if (privateKey === null) {
      throw new Error('The key that signs updates has no private key');
    }
    return { keyId, value: signatureOf(text, this.cipher.decrypt(signingKeySecret(keyId), privateKey)) };
  }

  /** A new key signs from now on; the one before it does no more, and its private key is deleted. */
  rotate(): Promise<UpdateSigningKey> {
    return this.work.run(async (manager) => {
      await takeTurns(manager);
      const now = this.clock.now();
      for (const former of await manager.findBy(UpdateSigningKey, LIVE)) {
        await this.work.update('update_signing_key.retired', former, { retiredAt: now, privateKey: null });
      }
      return this.work.create('update_signing_key.created', this.fresh(manager, now));
    });
  }

  /** What the key signed verifies no more. Where it is the one that signs, a new one does from now on. */
  async revoke(keyId: string): Promise<void> {
    await this.work.run(async (manager) => {
      await takeTurns(manager);
      const key = await manager.findOneBy(UpdateSigningKey, { keyId, revokedAt: IsNull() });
      if (!key) {
        throw new NotFound('update signing key');
      }
      const now = this.clock.now();
      const wasLive = key.retiredAt === null;
      const revoked = { retiredAt: key.retiredAt ?? now, revokedAt: now, privateKey: null };
      await this.work.update('update_signing_key.revoked', key, revoked);
      if (wasLive) {
        await this.work.create('update_signing_key.created', this.fresh(manager, now));
      }
    });
  }

  private fresh(manager: EntityManager, now: Date): UpdateSigningKey {
    const { privateKey, ...pair } = freshKeyPair();
    return manager.create(UpdateSigningKey, {
      ...pair,
      privateKey: this.cipher.encrypt(signingKeySecret(pair.keyId), privateKey),
      createdAt: now,
      retiredAt: null,
      revokedAt: null,
    });
  }
}

/** One change at a time, because a statement cannot see the key that a concurrent one is about to insert. */
async function takeTurns(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyward: the update signing key', 0))`);
}

const LIVE = { algorithm: SIGNING_ALGORITHM, retiredAt: IsNull() };
