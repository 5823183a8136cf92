/** An event has another form than that of its shop which is known: another try would end alike. Its message is for a person. */
export class NotUnderstood extends Error {}

/** The API of a shop cannot be read now: another try may succeed. Its message is for a person. */
export class ShopUnavailable extends Error {}

const SHOWN = 50;

/** @param field its name at the shop */
export function unknownValue(field: string, value: unknown): NotUnderstood {
  const shown = value === undefined || value === null ? 'missing' : JSON.stringify(value).slice(0, SHOWN);
  return new NotUnderstood(`Of this event, ${field} is ${shown}, which Keyward does not know.`);
}

/**
 * The value of a field without which the event says nothing.
 * @param field its name at the shop
 */
export function required<T>(value: T | null | undefined, field: string): T {
  if (value === null || value === undefined) {
    throw new NotUnderstood(missingField(field));
  }
  return value;
}

/** @param field its name at the shop */
export function missingField(field: string): string {
  return `Missing field: ${field}`;
}
