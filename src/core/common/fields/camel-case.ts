/** `max_activations` is `maxActivations`. */
export type CamelCase<Name> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** The fields of an input by the names of entities. */
type CamelCased<T> = { [Name in keyof T as CamelCase<Name>]: T[Name] };

/** `max_users` in camel case: `maxUsers`. */
export function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/** Renames the fields of an input as entities name them; the values stay as they are. */
export function camelCased<T extends object>(input: T): CamelCased<T> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [camelCase(name), value])) as CamelCased<T>;
}
