import { type EntityManager, IsNull, Not } from 'typeorm';
import type { SecretCipher } from '../platform/config/secret-cipher';
import { Secret } from '../platform/config/secret.entity';
import { defined } from '../common/defined';
import { OIDC_CLIENT_SECRET } from '../identity/openid/openid.settings';
import { encryptionName, Setting } from '../platform/settings/setting.entity';
import { endpointSecret, WebhookEndpoint } from '../events/webhooks/webhook-endpoint.entity';
import { privateKeySecret, SigningKey } from '../platform/signing-keys/signing-key.entity';
import { SecondFactor, secondFactorSecret } from '../identity/second-factors/second-factor.entity';
import { signingKeySecret, UpdateSigningKey } from '../catalog/update-signing/update-signing-key.entity';

/**
 * If a key is set, encrypts the secrets stored in plain text or encrypted with an old key. Throws if one cannot be decrypted.
 * Rows that another node changes concurrently are left unchanged.
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
  for (const { id, kid, privateKey: stored } of await manager.findBy(SigningKey, WITH_PRIVATE_KEY)) {
    const privateKey = stored === null ? undefined : cipher.reencrypt(privateKeySecret(kid), stored);
    if (stored !== null && privateKey !== undefined) {
      await manager.update(SigningKey, { id, privateKey: stored }, { privateKey });
    }
  }
  for (const { userId, secret: stored } of await manager.find(SecondFactor)) {
    const secret = cipher.reencrypt(secondFactorSecret(userId), stored);
    if (secret !== undefined) {
      await manager.update(SecondFactor, { userId, secret: stored }, { secret });
    }
  }
  for (const { name, value } of await manager.findBy(Setting, { name: OIDC_CLIENT_SECRET.name })) {
    const secret = typeof value === 'string' ? cipher.reencrypt(encryptionName(name), value) : undefined;
    if (secret !== undefined) {
      await manager.update(Setting, { name, value }, { value: secret });
    }
  }
  for (const { id, uid, secret, previousSecret } of await manager.find(WebhookEndpoint)) {
    const name = endpointSecret(uid);
    const change = {
      secret: cipher.reencrypt(name, secret),
      previousSecret: previousSecret === null ? undefined : cipher.reencrypt(name, previousSecret),
    };
    if (change.secret !== undefined || change.previousSecret !== undefined) {
      await manager.update(WebhookEndpoint, { id, secret }, defined(change));
    }
  }
}

const WITH_PRIVATE_KEY = { privateKey: Not(IsNull()) };
