/** Looks into a value of which nothing is known; errors keep their message out of a spread. */
export function fieldsOf(value: unknown): Partial<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const { message, cause, ...rest }: { message?: unknown; cause?: unknown } = value;
  return { ...rest, message, cause };
}

/** The first of these that is a text with something in it. */
export function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}
