/** The values without those that were left out, so that spreading them overrides nothing by undefined. */
export function defined<T extends object>(values: T): Partial<T> {
  const given: Partial<T> = { ...values };
  for (const name in given) {
    if (given[name] === undefined) {
      delete given[name];
    }
  }
  return given;
}
