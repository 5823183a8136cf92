import { problem } from '../errors/domain-error';

/** A part of a path that clients and proxies remove before they send it: nothing may be called so that has an address. */
export function isDotSegment(text: string): boolean {
  return text === '.' || text === '..';
}

/** Whether a server would read a path as another one, perhaps after decoding it. */
export function hasDotSegment(path: string): boolean {
  try {
    return [path, decodeURIComponent(path)].some((text) => text.split(/[/\\]/).some(isDotSegment));
  } catch {
    return true;
  }
}

/** Refuses names that cannot be read by a path. */
export function refuseDotSegments(names: Readonly<Record<string, string | null | undefined>>): void {
  for (const [field, name] of Object.entries(names)) {
    if (typeof name === 'string' && isDotSegment(name)) {
      throw problem('NAME_NOT_FOR_PATHS', { field });
    }
  }
}
