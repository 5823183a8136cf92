import { type EntityManager, IsNull, Not } from 'typeorm';
import type { SecretCipher } from './platform/config/secret-cipher';
import { Secret } from './platform/secrets/secret.entity';
import { signingKeySecret, UpdateSigningKey } from './catalog/update-signing/update-signing-key.entity';

/**
 * Encrypts the secrets that the database holds in plain text or encrypted with an old key, as far as there is a key. Throws where
 * one cannot be decrypted. What another node changes meanwhile stays as that one left it.
 */
export async function encryptSecrets(manager: EntityManager, cipher: SecretCipher): Promise<void> {
  for (const { name, value: stored } of await manager.find(Secret)) {
    const value = cipher.reencrypt(name, stored);
    if (value !== undefined) {
      await manager.update(Secret, { name, value: stored }, { value });
    }
  }
  for (const { id, keyId, privateKey: stored } of await manager.findBy(UpdateSigningKey, WITH_PRIVATE_KEY)) {
    const privateKey = stored === null ? undefined : cipher.reencrypt(signingKeySecret(keyId), stored);
    if (stored !== null && privateKey !== undefined) {
      await manager.update(UpdateSigningKey, { id, privateKey: stored }, { privateKey });
    }
  }
}

const WITH_PRIVATE_KEY = { privateKey: Not(IsNull()) };
