import { type EntityManager, IsNull, Not } from 'typeorm';
import type { SecretCipher } from '../platform/config/secret-cipher';
import { Secret } from '../platform/config/secret.entity';
import { OIDC_CLIENT_SECRET } from '../identity/openid/openid.settings';
import { encryptionName, Setting } from '../platform/settings/setting.entity';
import { Shop, shopApiKey, shopSecret } from '../sales/shops/shop.entity';
import { endpointSecret, WebhookEndpoint } from '../events/webhooks/webhook-endpoint.entity';
import { privateKeySecret, SigningKey } from '../platform/signing-keys/signing-key.entity';
import { Import, tokenSecret } from '../moving/imports/import.entity';
import { SecondFactor, secondFactorSecret } from '../identity/second-factors/second-factor.entity';
import { signingKeySecret, UpdateSigningKey } from '../catalog/update-signing/update-signing-key.entity';

/** A secret as it is stored, encrypted or in plain text. */
export interface StoredSecret {
  /** Encryption context. */
  readonly name: string;
  readonly stored: string;
  /** Stores another value, unless the row has changed. */
  readonly replace: (value: string) => Promise<unknown>;
}

/**
 * If a key is set, encrypts the secrets stored in plain text or encrypted with an old key. Throws if one cannot be decrypted.
 * Rows that another node changes concurrently are left unchanged.
 */
export async function encryptSecrets(manager: EntityManager, cipher: SecretCipher): Promise<void> {
  for (const { name, stored, replace } of await storedSecrets(manager)) {
    const value = cipher.reencrypt(name, stored);
    await (value !== undefined && replace(value));
  }
}

/** All secrets of the installation that SECRETS_KEY encrypts. */
export async function storedSecrets(manager: EntityManager): Promise<StoredSecret[]> {
  const secrets: StoredSecret[] = [];
  const add = (name: string, stored: string | null, replace: (from: string, to: string) => Promise<unknown>): void => {
    if (stored !== null) {
      secrets.push({ name, stored, replace: (value) => replace(stored, value) });
    }
  };
  for (const { name, value } of await manager.find(Secret)) {
    add(name, value, (from, to) => manager.update(Secret, { name, value: from }, { value: to }));
  }
  for (const { id, keyId, privateKey } of await manager.findBy(UpdateSigningKey, WITH_PRIVATE_KEY)) {
    add(signingKeySecret(keyId), privateKey, (from, to) =>
      manager.update(UpdateSigningKey, { id, privateKey: from }, { privateKey: to }),
    );
  }
  for (const { id, kid, privateKey } of await manager.findBy(SigningKey, WITH_PRIVATE_KEY)) {
    add(privateKeySecret(kid), privateKey, (from, to) =>
      manager.update(SigningKey, { id, privateKey: from }, { privateKey: to }),
    );
  }
  for (const { userId, secret } of await manager.find(SecondFactor)) {
    add(secondFactorSecret(userId), secret, (from, to) =>
      manager.update(SecondFactor, { userId, secret: from }, { secret: to }),
    );
  }
  for (const { name, value } of await manager.findBy(Setting, { name: OIDC_CLIENT_SECRET.name })) {
    add(encryptionName(name), typeof value === 'string' ? value : null, (from, to) =>
      manager.update(Setting, { name, value: from }, { value: to }),
    );
  }
  for (const { id, uid, secret, previousSecret } of await manager.find(WebhookEndpoint)) {
    add(endpointSecret(uid), secret, (from, to) =>
      manager.update(WebhookEndpoint, { id, secret: from }, { secret: to }),
    );
    add(endpointSecret(uid), previousSecret, (from, to) =>
      manager.update(WebhookEndpoint, { id, previousSecret: from }, { previousSecret: to }),
    );
  }
  for (const { id, uid, secret, previousSecret, apiKey } of await manager.find(Shop)) {
    add(shopSecret(uid), secret, (from, to) => manager.update(Shop, { id, secret: from }, { secret: to }));
    add(shopSecret(uid), previousSecret, (from, to) =>
      manager.update(Shop, { id, previousSecret: from }, { previousSecret: to }),
    );
    add(shopApiKey(uid), apiKey, (from, to) => manager.update(Shop, { id, apiKey: from }, { apiKey: to }));
  }
  for (const { id, uid, apiToken = null } of await manager.find(Import, WITH_TOKEN)) {
    add(tokenSecret(uid), apiToken, (from, to) => manager.update(Import, { id, apiToken: from }, { apiToken: to }));
  }
  return secrets;
}

const WITH_TOKEN = { select: { id: true, uid: true, apiToken: true }, where: { apiToken: Not(IsNull()) } };
const WITH_PRIVATE_KEY = { privateKey: Not(IsNull()) };
