import { type EntityManager, IsNull } from 'typeorm';
import { ApiKey } from './identity/api-keys/api-key.entity';
import { describeKey, freshKey } from './identity/api-keys/key-value';
import { hashPassword } from './identity/users/passwords';
import { User } from './identity/users/user.entity';
import { Randomness } from './common/randomness';
import { SecretCipher } from './platform/config/secret-cipher';
import { SECRET_NAMES, type SecretName } from './platform/secrets/secrets.service';
import { Secret } from './platform/secrets/secret.entity';
import type { Settings } from './platform/config/settings';
import { encryptSecrets } from './encrypt-secrets';
import { generateKeyPair } from './catalog/update-signing/key-pair';
import { UpdateSigningKey } from './catalog/update-signing/update-signing-key.entity';

/** What a new installation needs to be told once; nothing on later starts. */
export interface FirstSecrets {
  adminPassword?: string;
  systemKey?: string;
}

const PASSWORD_BYTES = 15;
const SECRET_BYTES = 48;
const LICENSE_DATA_KEY_BYTES = 32;

const FRESH: Readonly<Record<SecretName, (randomness: Randomness) => string>> = {
  JWT_SECRET: (randomness) => randomness.secret(SECRET_BYTES),
  // As Laravel spells a key, so that the field's other servers could read with it, too.
  LICENSE_DATA_KEY: (randomness) => `base64:${randomness.bytes(LICENSE_DATA_KEY_BYTES).toString('base64')}`,
};

/**
 * Adds the first admin, the system key and the secrets, as far as they are missing, and encrypts what is to be. `tell` is called before the
 * transaction ends: a secret that was told in vain does no harm, one that was kept untold would lock everybody out.
 */
export async function addFirstRows(
  manager: EntityManager,
  settings: Settings,
  now: Date,
  tell: (secrets: FirstSecrets) => void,
  randomness = new Randomness(),
): Promise<void> {
  await addSecrets(manager, now, randomness);
  await addSigningKey(manager, now);
  await encryptSecrets(manager, SecretCipher.from(settings));
  const adminPassword = await addAdmin(manager, settings.ADMIN_PASSWORD, now, randomness);
  const systemKey = await addSystemKey(manager, now, randomness);
  if (adminPassword !== undefined || systemKey !== undefined) {
    tell({ adminPassword, systemKey });
  }
}

async function addSecrets(manager: EntityManager, now: Date, randomness: Randomness): Promise<void> {
  for (const name of SECRET_NAMES) {
    if (!(await manager.existsBy(Secret, { name }))) {
      await manager.insert(Secret, { name, value: FRESH[name](randomness), createdAt: now });
    }
  }
}

async function addSigningKey(manager: EntityManager, now: Date): Promise<void> {
  if (!(await manager.existsBy(UpdateSigningKey, { retiredAt: IsNull() }))) {
    await manager.insert(UpdateSigningKey, { ...generateKeyPair(), createdAt: now });
  }
}

/** Answers the password where it was made up here. */
async function addAdmin(
  manager: EntityManager,
  given: string | undefined,
  now: Date,
  randomness: Randomness,
): Promise<string | undefined> {
  if (await manager.existsBy(User, {})) {
    return undefined;
  }
  const password = given ?? randomness.secret(PASSWORD_BYTES);
  const passwordHash = await hashPassword(password);
  await manager.insert(User, {
    username: 'admin',
    email: null,
    passwordHash,
    role: 'owner',
    createdAt: now,
    updatedAt: now,
  });
  return given === undefined ? password : undefined;
}

/** Only where there never was one: a system key that was revoked stays so. */
async function addSystemKey(manager: EntityManager, now: Date, randomness: Randomness): Promise<string | undefined> {
  if (await manager.existsBy(ApiKey, { kind: 'system' })) {
    return undefined;
  }
  const value = freshKey('system', randomness, now);
  await manager.insert(ApiKey, { ...describeKey(value), kind: 'system', name: 'System key', createdAt: now });
  return value;
}
