import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** How Laravel marks a key whose bytes are given as base64. */
const ENCODED = 'base64:';
const MAX_CHARACTERS = 255;

/** Of a key that encrypts other secrets. */
export const MIN_SECRETS_KEY_BYTES = 32;

/** The bytes of a key: those behind `base64:`, else the text's own. Undefined where the base64 is none. */
export function bytesOfLicenseDataKey(key: string): Buffer | undefined {
  if (!key.startsWith(ENCODED)) {
    return Buffer.from(key);
  }
  const encoded = key.slice(ENCODED.length);
  const bytes = Buffer.from(encoded, 'base64');
  // Node passes over what it cannot read; a key that lost a character would then open nothing, and nobody knew why.
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
            `and whole base64 where it begins with ${ENCODED}`,
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
