import { randomUUID } from 'node:crypto';
import { type EntityManager, IsNull } from 'typeorm';
import { ApiKey } from '../identity/api-keys/api-key.entity';
import { describeKey, freshKey } from '../identity/api-keys/key-value';
import { hashPassword } from '../identity/users/passwords';
import { User } from '../identity/users/user.entity';
import { Randomness } from '../common/randomness';
import { SecretCipher } from '../platform/config/secret-cipher';
import { SECRET_NAMES, type SecretName } from '../platform/config/secrets.service';
import { Secret } from '../platform/config/secret.entity';
import type { Settings } from '../platform/config/settings';
import { encryptSecrets } from './encrypt-secrets';
import { generateKeyPair } from '../catalog/update-signing/key-pair';
import { Installation } from '../platform/signing-keys/installation.entity';
import { SigningKey } from '../platform/signing-keys/signing-key.entity';
import { generateSigningKeyPair } from '../platform/signing-keys/signing-key-pair';
import { UpdateSigningKey } from '../catalog/update-signing/update-signing-key.entity';

/** Generated credentials that are shown once, at the first start. */
export interface FirstSecrets {
  adminPassword?: string;
  systemKey?: string;
}

const PASSWORD_BYTES = 15;
const SECRET_BYTES = 48;
const LICENSE_DATA_KEY_BYTES = 32;

const FRESH: Readonly<Record<SecretName, (randomness: Randomness) => string>> = {
  JWT_SECRET: (randomness) => randomness.secret(SECRET_BYTES),
  // In Laravel's notation, which compatible servers can read.
  LICENSE_DATA_KEY: (randomness) => `base64:${randomness.bytes(LICENSE_DATA_KEY_BYTES).toString('base64')}`,
};

/**
 * Adds the missing ones of the id of the installation, the first admin, the system key and the secrets, and encrypts the secrets. `show` is called before
 * the commit: showing a password that is then rolled back is harmless, committing one that was not shown is a lockout.
 */
export async function addFirstRows(
  manager: EntityManager,
  settings: Settings,
  now: Date,
  show: (secrets: FirstSecrets) => void,
  randomness = new Randomness(),
): Promise<void> {
  await addInstallation(manager, now);
  await addSecrets(manager, now, randomness);
  await addUpdateSigningKey(manager, now);
  await addSigningKey(manager, now);
  await encryptSecrets(manager, SecretCipher.from(settings));
  const adminPassword = await addAdmin(manager, settings.ADMIN_PASSWORD, now, randomness);
  const systemKey = await addSystemKey(manager, now, randomness);
  if (adminPassword !== undefined || systemKey !== undefined) {
    show({ adminPassword, systemKey });
  }
}

async function addInstallation(manager: EntityManager, now: Date): Promise<void> {
  if (!(await manager.existsBy(Installation, {}))) {
    await manager.insert(Installation, { id: randomUUID(), createdAt: now });
  }
}

async function addSecrets(manager: EntityManager, now: Date, randomness: Randomness): Promise<void> {
  for (const name of SECRET_NAMES) {
    if (!(await manager.existsBy(Secret, { name }))) {
      await manager.insert(Secret, { name, value: FRESH[name](randomness), createdAt: now });
    }
  }
}

async function addUpdateSigningKey(manager: EntityManager, now: Date): Promise<void> {
  if (!(await manager.existsBy(UpdateSigningKey, { retiredAt: IsNull() }))) {
    await manager.insert(UpdateSigningKey, { ...generateKeyPair(), createdAt: now });
  }
}

async function addSigningKey(manager: EntityManager, now: Date): Promise<void> {
  if (!(await manager.existsBy(SigningKey, { retiredAt: IsNull() }))) {
    await manager.insert(SigningKey, { ...generateSigningKeyPair(), createdAt: now });
  }
}

/** Returns the password if it was generated. */
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

/** Only if there has never been one: a revoked system key is not replaced. */
async function addSystemKey(manager: EntityManager, now: Date, randomness: Randomness): Promise<string | undefined> {
  if (await manager.existsBy(ApiKey, { kind: 'system' })) {
    return undefined;
  }
  const value = freshKey('system', randomness, now);
  await manager.insert(ApiKey, { ...describeKey(value), kind: 'system', name: 'System key', createdAt: now });
  return value;
}
