/**
 * Facts that another server gave with a license or a product and that programs may compare: an object in the metadata, under the
 * name of the API. Empty without any.
 */
export function importedFacts(metadata: object | undefined, api: string): Readonly<Record<string, unknown>> {
  const { [api]: facts }: Readonly<Record<string, unknown>> = { ...metadata };
  return typeof facts === 'object' && facts !== null ? (facts as Readonly<Record<string, unknown>>) : {};
}

/** A text of them; undefined if there is none. */
export function textFact(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A whole number of them, which exports of tables write as text; undefined if there is none. */
export function numberFact(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : undefined;
}
