import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { SecretCipher } from '../config/secret-cipher';
import { UnitOfWork } from '../database/unit-of-work';
import { SigningKey, privateKeySecret } from './signing-key.entity';
import { compactJws, privateKeyOf } from './signing-key-pair';

/** Bounds the published list; keys are created rarely. */
const MAX_PUBLISHED = 100;

/** Signs as this installation, and publishes the public keys. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
  ) {}

  /**
   * A function that signs claims as a compact JWS with the active key.
   * @param typ distinguishes what is signed, so that one thing cannot be presented as another
   */
  async signer(typ: string): Promise<(claims: object) => string> {
    const { kid, privateKey } = await this.work.manager.findOneByOrFail(SigningKey, { retiredAt: IsNull() });
    if (privateKey === null) {
      throw new Error('The active signing key has no private key');
    }
    const key = privateKeyOf(this.cipher.decrypt(privateKeySecret(kid), privateKey));
    return (claims) => compactJws({ kid, typ }, claims, key);
  }

  /** Newest first. */
  published(): Promise<SigningKey[]> {
    return this.work.manager.find(SigningKey, { order: { id: 'DESC' }, take: MAX_PUBLISHED });
  }
}
