type Json = Record<string, unknown>;

/**
 * Rewrites schemas of @nestjs/swagger that linters refuse, without a change of their meaning: `allOf` with nothing but a
 * reference, `nullable` without a type, and lists with the lengths of their texts, which the items have, too.
 */
export function mendSchemas<T>(value: T, schemas: Readonly<Record<string, unknown>>): T {
  return mended(value, schemas) as T;
}

function mended(value: unknown, schemas: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => mended(one, schemas));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const schema = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mended(part, schemas)]));
  return withTypeOfNull(withoutLengths(withoutBareAllOf(schema)), schemas);
}

function withoutBareAllOf(schema: Json): Json {
  const { allOf, ...rest } = schema;
  const [only, ...more] = Array.isArray(allOf) ? (allOf as Json[]) : [];
  return only && more.length === 0 && Object.keys(rest).length === 0 ? only : schema;
}

function withoutLengths(schema: Json): Json {
  const { minLength: _min, maxLength: _max, ...list } = schema;
  return schema.type === 'array' ? list : schema;
}

function withTypeOfNull(schema: Json, schemas: Readonly<Record<string, unknown>>): Json {
  const { nullable, oneOf, anyOf, allOf, type } = schema;
  const choices = oneOf ?? anyOf;
  if (nullable !== true || type !== undefined) {
    return schema;
  }
  if (Array.isArray(choices)) {
    const { nullable: _nullable, oneOf: _oneOf, ...rest } = schema;
    const [first, ...more] = choices as Json[];
    return { ...rest, anyOf: [{ ...first, nullable: true }, ...more] };
  }
  const [{ $ref = '' } = {}] = Array.isArray(allOf) ? (allOf as Json[]) : [];
  const referenced = schemas[String($ref).slice('#/components/schemas/'.length)] as Json | undefined;
  return referenced ? { type: referenced.type, ...schema } : schema;
}
