import type { InputSchema, Schema } from './document-schema';

/** Values of an enumeration that are listed; the refusal of a wrong value names all. */
const MOST_VALUES = 20;
const LONGEST_TEXT = 50;
/** Inputs of many tools, which the instructions of the server explain. */
const EXPLAINED_ONCE: ReadonlySet<string> = new Set([
  ...['id', 'limit', 'after', 'sort', 'order', 'reason', 'reference', 'metadata', 'created_at', 'expires_at'],
  ...['product', 'customer', 'customer_id', 'license', 'license_key', 'policy', 'group', 'updated_at', 'archived'],
]);

/**
 * The inputs of a tool as an assistant reads them: names, types, choices and the beginnings of the descriptions. The whole
 * schema checks the inputs, limits and patterns included.
 */
export function listedSchema({ properties, required }: InputSchema): InputSchema {
  const listed = Object.entries(properties).map(([name, property]) => [
    name,
    listedPart(EXPLAINED_ONCE.has(name) ? { ...property, description: null } : property),
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(listed) as InputSchema['properties'],
    required,
    additionalProperties: false,
  };
}

function listedPart(schema: Schema): Schema {
  const { anyOf, oneOf, items, description, type, enum: values } = schema;
  const [list, one] = (anyOf ?? []) as Schema[];
  if (list?.type === 'array' && one !== undefined) {
    return described({ type: [...typesOf(one), 'array'], ...listOf(one) }, description);
  }
  const options = (oneOf ?? anyOf) as Schema[] | undefined;
  return described(
    {
      ...(options ? { anyOf: options.map(listedPart) } : {}),
      ...(type === undefined ? {} : { type }),
      ...(Array.isArray(values) && values.length <= MOST_VALUES ? { enum: values } : {}),
      ...(items === undefined ? {} : listOf(items as Schema)),
      ...fieldsOf(schema),
    },
    description,
  );
}

/** An enumeration says the most: the type of its values is evident. */
function listOf(items: Schema): Schema {
  const { type, enum: values, ...part } = listedPart({ ...items, description: null });
  if (values !== undefined) {
    return { items: { enum: values } };
  }
  return Object.keys(part).length > 0 ? { items: { type: type ?? 'object', ...part } } : {};
}

function fieldsOf({ properties, required }: Schema): Schema {
  if (properties === undefined || 'gte' in (properties as Schema)) {
    return {};
  }
  const fields = Object.entries(properties as Record<string, Schema>).map(([name, field]) => [
    name,
    listedPart({ ...field, description: null }),
  ]);
  return { properties: Object.fromEntries(fields) as Schema, ...(required === undefined ? {} : { required }) };
}

function typesOf({ type }: Schema): string[] {
  return [type].flat().filter((each) => typeof each === 'string');
}

function described(schema: Schema, description: unknown): Schema {
  return typeof description === 'string' ? { ...schema, description: beginningOf(description) } : schema;
}

/** The first sentence, at most as long as a line. */
function beginningOf(text: string): string {
  const [sentence = ''] = text.replaceAll('\n', ' ').split(/(?<=[a-z)])(?:[.;:,]| \() ?/, 1);
  const short =
    sentence.length <= LONGEST_TEXT ? sentence : `${sentence.slice(0, LONGEST_TEXT).replace(/\W*\w*$/, '')}…`;
  return short.replace(/\.$/, '');
}
