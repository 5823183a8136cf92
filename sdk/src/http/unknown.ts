/** Reads the fields of an unknown value, including an error's message and cause, which a spread omits. */
export function fieldsOf(value: unknown): Partial<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const { message, cause, ...rest }: { message?: unknown; cause?: unknown } = value;
  return { ...rest, message, cause };
}

/** Returns the first non-empty string. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}
