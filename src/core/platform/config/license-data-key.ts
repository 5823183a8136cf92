import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** Laravel's prefix of base64 keys. */
const ENCODED = 'base64:';
const MAX_CHARACTERS = 255;

/** Minimum length of a key that encrypts other secrets. */
export const MIN_SECRETS_KEY_BYTES = 32;

/** Decodes a key: base64 after `base64:`, otherwise the text itself. Undefined for invalid base64. */
export function bytesOfLicenseDataKey(key: string): Buffer | undefined {
  if (!key.startsWith(ENCODED)) {
    return Buffer.from(key);
  }
  const encoded = key.slice(ENCODED.length);
  const bytes = Buffer.from(encoded, 'base64');
  // Node ignores invalid base64, so a damaged key would go unnoticed until decryption fails.
  return withoutPadding(bytes.toString('base64')) === withoutPadding(encoded) ? bytes : undefined;
}

export const IsLicenseDataKey = (minBytes: number, options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isLicenseDataKey',
      validator: {
        validate: (key) => typeof key === 'string' && isKey(key, minBytes),
        // Without the value: it is a secret.
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be a key of at least ${minBytes} bytes and at most ${MAX_CHARACTERS} characters, ` +
            `and valid base64 after ${ENCODED}`,
          options,
        ),
      },
    },
    options,
  );

export function isKey(key: string, minBytes: number): boolean {
  return key.length <= MAX_CHARACTERS && (bytesOfLicenseDataKey(key)?.length ?? 0) >= minBytes;
}

function withoutPadding(base64: string): string {
  return base64.replace(/={1,2}$/, '');
}
