import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the package's defaults: 19 MiB, two passes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

// Made once, so that an unknown user name costs the same time as a known one.
let nobody: Promise<string> | undefined;

/** Takes the time of one comparison whether there is a hash to compare with or not. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== undefined;
}
