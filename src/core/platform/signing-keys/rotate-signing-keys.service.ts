import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { inSeconds } from '../../common/seconds';
import { SecretCipher } from '../config/secret-cipher';
import { advisoryLock } from '../database/advisory-lock';
import { NotificationsService } from '../database/notifications.service';
import { UnitOfWork } from '../database/unit-of-work';
import { IssuerService } from './issuer.service';
import type { KeyRotationProof } from './key-claims';
import { ENDORSEMENT } from './signed-types';
import { SigningKey, privateKeySecret } from './signing-key.entity';
import { generateSigningKeyPair, type SigningKeyPair } from './signing-key-pair';
import { SigningKeysService } from './signing-keys.service';

/** Replaces and revokes signing keys: one key is active, retired ones verify until they are revoked. */
@Injectable()
export class RotateSigningKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly cipher: SecretCipher,
    private readonly notifications: NotificationsService,
    private readonly clock: Clock,
  ) {}

  /** Creates a new active key, which the previous one endorses before its private key is deleted. */
  rotate(): Promise<SigningKey> {
    return this.change(async (manager) => {
      const previous = await manager.findOneByOrFail(SigningKey, { retiredAt: IsNull() });
      const { privateKey, ...pair } = generateSigningKeyPair();
      const endorsement = await this.endorsed(pair, previous);
      const now = this.clock.now();
      await this.work.update('signing_key.retired', previous, { retiredAt: now, privateKey: null });
      const key = manager.create(SigningKey, {
        ...pair,
        privateKey: this.cipher.encrypt(privateKeySecret(pair.kid), privateKey),
        endorsement,
        createdAt: now,
        retiredAt: null,
        revokedAt: null,
      });
      return this.work.create('signing_key.created', key);
    });
  }

  /** Revokes a key. A key that is already revoked does not change. */
  revoke(kid: string): Promise<SigningKey> {
    return this.change(async (manager) => {
      const key = await manager.findOneBy(SigningKey, { kid });
      if (!key) {
        throw problem('SIGNING_KEY_NOT_FOUND');
      }
      if (key.retiredAt === null) {
        throw problem('KEY_ACTIVE');
      }
      return this.work.update('signing_key.revoked', key, { revokedAt: key.revokedAt ?? this.clock.now() });
    });
  }

  /** Serialized: a statement does not see a key that a concurrent one is about to insert. */
  private change(work: (manager: EntityManager) => Promise<SigningKey>): Promise<SigningKey> {
    return this.work.run(async (manager) => {
      await advisoryLock(manager, 'keyward: the signing key');
      const key = await work(manager);
      await this.notifications.announce('signing_keys');
      return key;
    });
  }

  private async endorsed({ kid, publicKey: x }: Omit<SigningKeyPair, 'privateKey'>, by: SigningKey): Promise<string> {
    const claims: KeyRotationProof = { iss: await this.issuer.name(), iat: inSeconds(this.clock.now()), kid, x };
    return this.keys.signerWith(by, ENDORSEMENT)(claims);
  }
}
