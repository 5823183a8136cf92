import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { type SecretCipher, UnreadableSecret } from '../platform/config/secret-cipher';
import { Secret } from '../platform/config/secret.entity';
import { idTokenSecret } from '../identity/openid/id-token-secret';
import { MAX_ID_TOKEN, OpenIdSession } from '../identity/users/openid-session.entity';
import { encryptionName, Setting } from '../platform/settings/setting.entity';
import { Shop, shopApiKey, shopSecret } from '../sales/shops/shop.entity';
import { endpointSecret, WebhookEndpoint } from '../events/webhooks/webhook-endpoint.entity';
import { privateKeySecret, SigningKey } from '../platform/signing-keys/signing-key.entity';
import { Import, tokenSecret } from '../plugins/migration/imports/import.entity';
import { SecondFactor, secondFactorSecret } from '../identity/second-factors/second-factor.entity';
import { signingKeySecret, UpdateSigningKey } from '../catalog/update-signing/update-signing-key.entity';
import { secretSettings } from './secret-settings';

/** A secret as it is stored, encrypted or in plain text. */
export interface StoredSecret {
  /** Encryption context. */
  readonly name: string;
  readonly stored: string;
  /** Whether a server does not start without it. */
  readonly isRequired: boolean;
  /** Stores another value, unless the row has changed. */
  readonly replace: (value: string) => Promise<unknown>;
}

/**
 * If a key is set, encrypts the secrets stored in plain text or encrypted with an old key. Throws if a required one cannot
 * be decrypted.
 * Rows that another node changes concurrently are left unchanged.
 */
export async function encryptSecrets(manager: EntityManager, cipher: SecretCipher): Promise<void> {
  for (const secret of await storedSecrets(manager)) {
    const value = reencrypted(secret, cipher);
    if (value !== undefined) {
      await secret.replace(value);
    }
  }
}

function reencrypted({ name, stored, isRequired }: StoredSecret, cipher: SecretCipher): string | undefined {
  try {
    return cipher.reencrypt(name, stored);
  } catch (error) {
    if (isRequired || !(error instanceof UnreadableSecret)) {
      throw error;
    }
    return undefined;
  }
}

/** All secrets of the installation that SECRETS_KEY encrypts. */
export async function storedSecrets(manager: EntityManager): Promise<StoredSecret[]> {
  const secrets: StoredSecret[] = [];
  const add = (
    name: string,
    stored: string | null,
    replace: (from: string, to: string) => Promise<unknown>,
    isRequired = true,
  ): void => {
    if (stored !== null) {
      secrets.push({ name, stored, isRequired, replace: (value) => replace(stored, value) });
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
  for (const { name, value } of await manager.findBy(Setting, { name: In(secretSettings()) })) {
    const replace = (from: string, to: string) => manager.query(REPLACE_SETTING, [name, from, to]);
    add(encryptionName(name), typeof value === 'string' ? value : null, replace, false);
  }
  for (const { sessionId, idToken } of await manager.findBy(OpenIdSession, { idToken: Not(IsNull()) })) {
    const replace = (from: string, to: string) =>
      manager.update(OpenIdSession, { sessionId, idToken: from }, { idToken: to.length <= MAX_ID_TOKEN ? to : null });
    add(idTokenSecret(sessionId), idToken, replace, false);
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
    const replace = (from: string, to: string) => manager.update(Import, { id, apiToken: from }, { apiToken: to });
    add(tokenSecret(uid), apiToken, replace, false);
  }
  return secrets;
}

/** The criteria of `update` take no text for a column of JSON. */
const REPLACE_SETTING = `
  UPDATE settings SET value = to_jsonb($3::text) WHERE name = $1 AND value = to_jsonb($2::text)`;

const WITH_TOKEN = { select: { id: true, uid: true, apiToken: true }, where: { apiToken: Not(IsNull()) } };
const WITH_PRIVATE_KEY = { privateKey: Not(IsNull()) };
