import { createHash } from 'node:crypto';
import { isPlaceholderOfPart } from './placeholders';

/**
 * The hash of each component with its name, in a fixed order, and the names by hash; undefined if there are none. Placeholders
 * count as not sent: all computers of a manufacturer may have the same.
 */
export function hashedComponents(
  components: Readonly<Record<string, string>> | undefined,
): { readonly hashes: string[]; readonly names: string[] } | undefined {
  const hashed = Object.entries(components ?? {})
    .filter(([, value]) => !isPlaceholderOfPart(value))
    .map(([name, value]) => ({ name, hash: hashOf(name, value) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1));
  return hashed.length > 0
    ? { hashes: hashed.map(({ hash }) => hash), names: hashed.map(({ name }) => name) }
    : undefined;
}

function hashOf(name: string, value: string): string {
  return createHash('sha256')
    .update(JSON.stringify([name, value.trim()]))
    .digest('base64url');
}
