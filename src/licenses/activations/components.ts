import { createHash } from 'node:crypto';
import { isPlaceholderOfPart } from './placeholders';

/**
 * The hash of each component with its name, in a fixed order; undefined if there are none. Placeholders count as not sent: all
 * computers of a manufacturer may have the same.
 */
export function componentHashes(components: Readonly<Record<string, string>> | undefined): string[] | undefined {
  const hashes = Object.entries(components ?? {})
    .filter(([, value]) => !isPlaceholderOfPart(value))
    .map(([name, value]) =>
      createHash('sha256')
        .update(JSON.stringify([name, value.trim()]))
        .digest('base64url'),
    )
    .sort();
  return hashes.length > 0 ? hashes : undefined;
}
