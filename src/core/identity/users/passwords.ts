import { hash, verify } from '@node-rs/argon2';

/** Hash of a password by Argon2id with the package's defaults: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

// Verified for unknown user names, so that they take the same time as known ones.
let dummyHash: Promise<string> | undefined;

/** Takes the same time with and without a hash. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  dummyHash ??= hashPassword('unused password');
  const matches = await verify(passwordHash ?? (await dummyHash), password);
  return matches && passwordHash !== undefined;
}
