/** An object that a shop sends as a whole, or its id. */
export type IdOr<T> = string | T;

/** The id of an object that is sent as an id or as a whole. */
export function idOf(value: IdOr<{ readonly id: string }> | null | undefined): string | null {
  return (typeof value === 'string' ? value : value?.id) ?? null;
}

/** The object that is sent as a whole; null for an id. */
export function wholeOf<T extends object>(value: IdOr<T> | null | undefined): T | null {
  return typeof value === 'object' ? value : null;
}
