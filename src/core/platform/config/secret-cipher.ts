import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bytesOfLicenseDataKey, isKey, MIN_SECRETS_KEY_BYTES } from './license-data-key';
import { InvalidSettings, type Settings } from './settings';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Prefix of every encrypted text. */
const VERSION = 'enc:v1:';

/** Encrypts the secrets in the database if SECRETS_KEY or SECRETS_KEY_FILE is set; otherwise leaves them unchanged. */
export class SecretCipher {
  private constructor(
    /** Encrypts and decrypts. */
    private readonly current: Buffer | undefined,
    /** Decrypt only. */
    private readonly old: readonly Buffer[],
  ) {}

  static from(settings: Settings): SecretCipher {
    const key = settings.SECRETS_KEY ?? keyInFile(settings.SECRETS_KEY_FILE);
    return new SecretCipher(key === undefined ? undefined : deriveKey(key), settings.SECRETS_OLD_KEYS.map(deriveKey));
  }

  /** @param name name of the row, to which the encrypted text is bound */
  encrypt(name: string, text: string): string {
    return this.current ? encrypted(this.current, name, text) : text;
  }

  decrypt(name: string, stored: string): string {
    if (!stored.startsWith(VERSION)) {
      return stored;
    }
    const keys = [...(this.current ? [this.current] : []), ...this.old];
    for (const key of keys) {
      const text = decrypted(key, name, stored);
      if (text !== undefined) {
        return text;
      }
    }
    throw new UnreadableSecret(name, keys.length > 0);
  }

  /** Encrypts a value stored in plain text or with an old key; undefined if no change is needed. */
  reencrypt(name: string, stored: string): string | undefined {
    const text = this.decrypt(name, stored);
    const isCurrent = this.current !== undefined && decrypted(this.current, name, stored) !== undefined;
    return this.current === undefined || isCurrent ? undefined : this.encrypt(name, text);
  }
}

/** Aborts startup. */
export class UnreadableSecret extends InvalidSettings {
  constructor(name: string, isWrong: boolean) {
    super(
      isWrong
        ? `Settings: SECRETS_KEY does not decrypt ${name} in the database; set it to the key that encrypted it, or add that key to SECRETS_OLD_KEYS.`
        : `Settings: SECRETS_KEY or SECRETS_KEY_FILE must be set, because ${name} in the database is encrypted.`,
    );
  }
}

function keyInFile(path: string | undefined): string | undefined {
  if (path === undefined) {
    return undefined;
  }
  const key = contentOf(path).trim();
  if (!isKey(key, MIN_SECRETS_KEY_BYTES)) {
    throw new InvalidSettings(
      `Settings: SECRETS_KEY_FILE must name a file with a key of at least ${MIN_SECRETS_KEY_BYTES} characters, or of as many bytes behind base64:.`,
    );
  }
  return key;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidSettings(`Settings: SECRETS_KEY_FILE must name a file that can be read: ${reason}.`);
  }
}

function deriveKey(key: string): Buffer {
  const bytes = bytesOfLicenseDataKey(key) ?? Buffer.from(key);
  return Buffer.from(hkdfSync('sha256', bytes, '', 'keyward secrets', KEY_BYTES));
}

function encrypted(key: Buffer, name: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64');
}

/** Undefined if the text was encrypted with another key or for another row, or was modified. */
function decrypted(key: Buffer, name: string, stored: string): string | undefined {
  if (!stored.startsWith(VERSION)) {
    return undefined;
  }
  const bytes = Buffer.from(stored.slice(VERSION.length), 'base64');
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
