/** Fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Rewrites an object from one version of the API to the next, or back. */
export type Rewrite = (fields: Fields) => Fields;

/**
 * A difference between a version of the API and the version before it. What is not named is equal in both. The functions are
 * called only for requests and answers of the former version: handlers know the newest one alone.
 */
export interface VersionChange {
  /** Names its description in `apiVersions.changes` of the texts, and the change in the document. */
  readonly name: string;
  /** Writes the bodies of the former version as those of this one, by operation id. */
  readonly requests: Readonly<Record<string, Rewrite>>;
  /** Writes the answers of this version as those of the former one, by operation id. */
  readonly answers: Readonly<Record<string, Rewrite>>;
  /** Writes the data of events of this version as that of the former one, by type. */
  readonly events: Readonly<Record<string, Rewrite>>;
  /** Former names of fields, by their names in this version: errors name them. */
  readonly fields: Readonly<Record<string, string>>;
  /** Schemas of the document that differ. */
  readonly schemas: readonly string[];
}

interface RenamedField {
  readonly name: string;
  /** Name in the former version. */
  readonly from: string;
  readonly to: string;
  /** Operations whose bodies have the field. */
  readonly requests: readonly string[];
  /** Operations whose answers are an object with the field. */
  readonly answers: readonly string[];
  /** Operations whose answers are a page of such objects. */
  readonly lists: readonly string[];
  readonly events: readonly string[];
  readonly schemas: readonly string[];
}

/** The change of a version that gave a field another name. */
export function renamedField({ name, from, to, schemas, ...renamed }: RenamedField): VersionChange {
  const rewrite = swapped(from, to);
  const all = (names: readonly string[], one: Rewrite): Record<string, Rewrite> =>
    Object.fromEntries(names.map((each) => [each, one]));
  return {
    name,
    requests: all(renamed.requests, rewrite),
    answers: { ...all(renamed.answers, rewrite), ...all(renamed.lists, itemsBy(rewrite)) },
    events: all(renamed.events, rewrite),
    fields: { [to]: from },
    schemas,
  };
}

/** Both names change places: a field that a version does not have stays unknown to it. The order of the fields stays. */
function swapped(one: string, other: string): Rewrite {
  const names: Readonly<Record<string, string>> = { [one]: other, [other]: one };
  return (fields) =>
    one in fields || other in fields
      ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]))
      : fields;
}

function itemsBy(rewrite: Rewrite): Rewrite {
  return ({ items, ...page }) => ({ items: (items as Fields[]).map(rewrite), ...page });
}
