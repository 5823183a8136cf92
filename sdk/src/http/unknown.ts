/** Whether a value is an object or an array. */
export function hasFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Reads the fields of an unknown value, including an error's message and cause, which a spread omits. */
export function fieldsOf(value: unknown): Partial<Record<string, unknown>> {
  if (!hasFields(value)) {
    return {};
  }
  const { message, cause, ...rest }: { message?: unknown; cause?: unknown } = value;
  return { ...rest, message, cause };
}

/** Returns the first non-empty string. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

/** Defines properties that are not enumerable. */
export function defineHidden(target: object, properties: object): void {
  for (const key of Reflect.ownKeys(properties)) {
    Object.defineProperty(target, key, { value: Reflect.get(properties, key), configurable: true, writable: true });
  }
}
