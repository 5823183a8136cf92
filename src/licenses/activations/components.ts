import { createHash } from 'node:crypto';

/** The hash of each component with its name, in a fixed order; undefined if there are none. */
export function componentHashes(components: Readonly<Record<string, string>> | undefined): string[] | undefined {
  return (
    components &&
    Object.entries(components)
      .map((component) => createHash('sha256').update(JSON.stringify(component)).digest('base64url'))
      .sort()
  );
}
