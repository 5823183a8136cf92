import type { HostileValues } from './hostile-values';
import type { Random } from './part';

/** A schema of a document as far as values are made from it, with all references resolved. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

/** A place of a value that can be replaced. */
interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly name: string | number;
  readonly schema: Schema;
}

const MOST_DEPTH = 6;
const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];

/** Makes values that follow a schema, and replaces parts of them by hostile ones. */
export class SchemaValues {
  constructor(
    private readonly random: Random,
    private readonly hostile: HostileValues,
    /** A real id, key or name for a field, if there is one. */
    private readonly known: (field: string) => string | undefined,
  ) {}

  valid(schema: Schema, field = '', depth = 0): unknown {
    const { random } = this;
    const { type, properties, items } = schema;
    if (schema.enum) {
      return random.pick(schema.enum);
    }
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) {
      return this.valid(random.pick(choices), field, depth);
    }
    if (properties !== undefined && depth < MOST_DEPTH) {
      return this.object(schema, depth);
    }
    if (type === 'array') {
      const length = depth < MOST_DEPTH ? random.below(3) : 0;
      return Array.from({ length }, () => this.valid(items ?? {}, field, depth + 1));
    }
    return this.plain(schema, field);
  }

  /** Replaces up to three parts of the value. */
  spoiled(schema: Schema): unknown {
    const root = { value: this.valid(schema) };
    const count = this.random.pick([1, 1, 1, 2, 3]);
    for (let round = 0; round < count; round += 1) {
      const places = placesIn(root.value, schema);
      // The whole value seldom: it is refused first.
      const place =
        places.length === 0 || this.random.below(25) === 0
          ? { holder: root, name: 'value', schema }
          : this.random.pick(places);
      this.spoil(place);
    }
    return root.value;
  }

  private object({ properties = {}, required = [], example }: Schema, depth: number): Record<string, unknown> {
    const isWhole = this.random.below(6) === 0;
    const object: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(properties)) {
      if (isWhole || required.includes(name) || this.random.below(4) === 0) {
        object[name] = this.valid(schema, name, depth + 1);
      }
    }
    return isRecord(example) && this.random.below(4) === 0 ? { ...example, ...object } : object;
  }

  private plain({ type, format, minimum, maximum, maxLength, example, ...schema }: Schema, field: string): unknown {
    const { random } = this;
    const known = type === 'string' || type === undefined ? this.known(field) : undefined;
    if (known !== undefined && random.below(3) > 0) {
      return known;
    }
    if (example !== undefined && random.below(3) > 0) {
      return example;
    }
    switch (type ?? '') {
      case 'boolean':
        return random.below(2) === 0;
      case 'integer':
      case 'number':
        return random.pick([minimum ?? 0, maximum ?? 10, (minimum ?? 0) + random.below(10)]);
      case 'object':
        return { [random.pick(WORDS)]: random.below(100) };
      case 'string':
        return this.string(format, schema.minLength ?? 0, maxLength);
      default:
        return random.pick<unknown>([random.pick(WORDS), 1, true, {}]);
    }
  }

  private string(format: string | undefined, minLength: number, maxLength = 40): string {
    const { random } = this;
    switch (format ?? '') {
      case 'date-time':
        return new Date(1_700_000_000_000 + random.below(10_000) * 86_400_000).toISOString();
      case 'date':
        return new Date(1_700_000_000_000 + random.below(10_000) * 86_400_000).toISOString().slice(0, 10);
      case 'email':
        return `${random.pick(WORDS)}-${random.below(1e6)}@example.com`;
      case 'uuid':
        return `00000000-0000-4000-8000-${String(random.below(1e6)).padStart(12, '0')}`;
      case 'uri':
        return `http://127.0.0.1:9/${random.pick(WORDS)}`;
      default:
        return `${random.pick(WORDS)}-${random.below(1e6)}`.padEnd(minLength, 'x').slice(0, maxLength);
    }
  }

  private spoil({ holder, name, schema }: Place): void {
    const { random, hostile } = this;
    const container = holder as Record<string | number, unknown>;
    switch (random.below(12)) {
      case 0:
        Reflect.deleteProperty(container, name);
        return;
      case 1:
        if (!Array.isArray(holder)) {
          container[random.pick(['__proto__x', 'constructor', 'extra', 'id', '', '\u0000'])] = hostile.any();
        }
        return;
      case 2:
      case 3:
        container[name] = hostile.any();
        return;
      default:
        container[name] = this.ofType(schema);
    }
  }

  /** The right type, so that it passes the first look. */
  private ofType({ type, format, maxLength, minimum, maximum, items, ...schema }: Schema): unknown {
    const { random, hostile } = this;
    if (format?.startsWith('date')) {
      return hostile.date();
    }
    switch (type ?? '') {
      case 'integer':
      case 'number':
        return random.pick<unknown>([hostile.number(), (maximum ?? 2 ** 31) + random.below(2), (minimum ?? 0) - 1]);
      case 'string':
        return maxLength !== undefined && random.below(5) === 0
          ? random.pick(['x', 'é', '😀', '\ud800', '%', '\\']).repeat(maxLength + random.below(2))
          : hostile.text();
      case 'array':
        // Many entries are small ones: a large one in each would take all memory of this process.
        return random.below(4) === 0
          ? Array.from({ length: 1_001 }, () => hostile.number())
          : Array.from({ length: random.pick([1, 2, 3]) }, () =>
              random.below(2) === 0 ? hostile.any() : this.ofType(items ?? {}),
            );
      default:
        return schema.properties ? { ...this.object(schema, 2), [hostile.text()]: hostile.any() } : hostile.any();
    }
  }
}

function placesIn(value: unknown, schema: Schema, places: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    value.slice(0, 5).forEach((entry, name) => {
      places.push({ holder: value, name, schema: schema.items ?? {} });
      placesIn(entry, schema.items ?? {}, places);
    });
  } else if (isRecord(value)) {
    for (const [name, entry] of Object.entries(value)) {
      const of = schema.properties?.[name] ?? {};
      places.push({ holder: value, name, schema: of });
      placesIn(entry, of, places);
    }
  }
  return places;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Follows all references and merges `allOf`, once for each name; a schema within itself ends as one that allows all. */
export function resolver(schemas: Readonly<Record<string, Schema>>): (schema: Schema | undefined) => Schema {
  const done = new Map<string, Schema>();
  const begun = new Set<string>();

  const named = (name: string): Schema => {
    const known = done.get(name);
    if (known !== undefined || begun.has(name)) {
      return known ?? {};
    }
    begun.add(name);
    const resolved = resolve(schemas[name] ?? {});
    done.set(name, resolved);
    return resolved;
  };

  const resolve = (schema: Schema): Schema => {
    if (schema.$ref !== undefined) {
      return named(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1));
    }
    const { allOf = [], oneOf, anyOf, properties, items, ...rest } = schema;
    const parts = allOf.map(resolve);
    const all = [...parts.map((part) => part.properties ?? {}), resolvedEach(properties ?? {})];
    const merged: Schema = Object.assign({}, ...parts, rest) as Schema;
    const hasProperties = properties !== undefined || parts.some((part) => part.properties !== undefined);
    return {
      ...merged,
      required: [...parts.flatMap((part) => part.required ?? []), ...(schema.required ?? [])],
      ...(hasProperties && { properties: Object.assign({}, ...all) as Record<string, Schema> }),
      ...(items && { items: resolve(items) }),
      ...(oneOf && { oneOf: oneOf.map(resolve) }),
      ...(anyOf && { anyOf: anyOf.map(resolve) }),
    };
  };

  const resolvedEach = (properties: Readonly<Record<string, Schema>>) =>
    Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, resolve(property)]));

  return (schema) => resolve(schema ?? {});
}
