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
import type { SigningAlg } from './signing-alg';
import { SigningKey, privateKeySecret } from './signing-key.entity';
import { generateSigningKeyPair, type SigningKeyPair } from './signing-key-pair';
import { SigningKeysService } from './signing-keys.service';

/** Creates and revokes signing keys: of each algorithm one key is active, retired ones verify until they are revoked. */
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

  /** Creates a new active key. The previous one of its algorithm, if there is one, endorses it before its private key is deleted. */
  rotate(alg?: SigningAlg): Promise<SigningKey> {
    return this.activate(generateSigningKeyPair(alg));
  }

  /** Like `rotate`, with a key that was generated elsewhere. */
  activate({ privateKey, ...pair }: SigningKeyPair): Promise<SigningKey> {
    return this.change(async (manager) => {
      const previous = await manager.findOneBy(SigningKey, { alg: pair.alg, retiredAt: IsNull() });
      const endorsement = previous && (await this.endorsed(pair, previous));
      const now = this.clock.now();
      if (previous) {
        await this.work.update('signing_key.retired', previous, { retiredAt: now, privateKey: null });
      }
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

  private async endorsed(pair: Omit<SigningKeyPair, 'privateKey'>, by: SigningKey): Promise<string> {
    const { alg, kid, publicKey } = pair;
    const claims: KeyRotationProof = {
      iss: await this.issuer.name(),
      iat: inSeconds(this.clock.now()),
      kid,
      ...(alg === 'EdDSA' ? { x: publicKey } : { public_key: publicKey }),
    };
    return this.keys.signerWith(by, ENDORSEMENT)(claims);
  }
}
