// The shape of the native API as lines, one for each operation and each schema, and the differences that break its clients.

/** @typedef {{ lines: Map<string, string>, asked: Set<string>, answered: Set<string> }} Shapes */

/**
 * The lines of a document by name: `operation createKeyPool` or `schema KeyPool`; and the names of the schemas that requests and
 * answers have.
 */
export function shapesOf({ paths, components }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const resolve = (part) => (part.$ref ? components[part.$ref.split('/')[2]][part.$ref.split('/')[3]] : part);
  const lines = new Map();
  const asked = new Set();
  const answered = new Set();
  for (const { path, method, operationId, parameters = [], requestBody, responses } of operations) {
    const fields = parameters
      .map(resolve)
      .map(({ in: place, name, schema, required }) => [`${place}.${name}`, typeOf(schema) + (required ? '!' : '')]);
    const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [
      `body.${type}`,
      typeOf(schema),
    ]);
    const answers = Object.entries(responses)
      .filter(([status]) => status < 400)
      .map(([status, response]) => [status, resolve(response).content ?? {}])
      .flatMap(([status, content]) =>
        Object.entries(content).map(([type, { schema }]) => [`${status}.${type}`, typeOf(schema)]),
      );
    lines.set(`operation ${operationId}`, line([['at', `${method}:${path}`], ...fields, ...bodies, ...answers]));
    reach([parameters.map(resolve), requestBody], components.schemas, asked);
    reach(
      Object.entries(responses).flatMap(([status, response]) => (status < 400 ? [resolve(response)] : [])),
      components.schemas,
      answered,
    );
  }
  for (const [name, schema] of Object.entries(components.schemas)) {
    const { properties, required } = fieldsOf(schema, components.schemas);
    const fields = Object.entries(properties).map(([field, one]) => [
      `.${field}`,
      typeOf(one) + (required.includes(field) ? '!' : ''),
    ]);
    const type = fields.length > 0 ? 'object' : typeOf(schema);
    lines.set(`schema ${name}`, line([['is', type], ...fields]));
  }
  return { lines, asked, answered };
}

/** The fields of an object with those of the schemas that it extends. */
function fieldsOf({ $ref, allOf = [], properties = {}, required = [] }, schemas) {
  const parts = [...($ref ? [schemas[$ref.split('/').at(-1)]] : []), ...allOf].map((part) => fieldsOf(part, schemas));
  return {
    properties: Object.assign({}, ...parts.map((part) => part.properties), properties),
    required: [...parts.flatMap((part) => part.required), ...required],
  };
}

function line(fields) {
  return fields.map(([name, type]) => `${name}=${type.replaceAll(' ', '_')}`).join(' ');
}

/** Without descriptions, examples and limits of values. */
function typeOf({
  $ref,
  type = 'any',
  format,
  nullable,
  items,
  enum: values,
  allOf,
  oneOf,
  anyOf,
  additionalProperties,
} = {}) {
  const parts = allOf ?? oneOf ?? anyOf;
  const base = $ref
    ? $ref.split('/').at(-1)
    : parts
      ? parts.map(typeOf).join(allOf ? '&' : '|')
      : items
        ? `${typeOf(items)}[]`
        : values
          ? `{${values.join(',')}}`
          : additionalProperties?.type || additionalProperties?.$ref
            ? `{*:${typeOf(additionalProperties)}}`
            : format && format !== 'binary'
              ? `${type}/${format}`
              : type;
  return nullable ? `${base}?` : base;
}

function reach(part, schemas, found) {
  if (typeof part !== 'object' || part === null) {
    return;
  }
  const name = part.$ref?.split('/').at(-1);
  if (name && schemas[name] && !found.has(name)) {
    found.add(name);
    reach(schemas[name], schemas, found);
  }
  Object.values(part).forEach((one) => reach(one, schemas, found));
}

/** What breaks clients of the former lines: sentences by the name of the line. */
export function breaksOf(former, { lines, asked, answered }) {
  const found = new Map();
  for (const [name, text] of former) {
    const now = lines.get(name);
    const schema = name.startsWith('schema ') ? name.slice('schema '.length) : undefined;
    const uses = {
      asked: schema === undefined || asked.has(schema),
      answered: schema === undefined || answered.has(schema),
    };
    const problems = now === undefined ? ['is gone'] : breaksIn(fieldsIn(text), fieldsIn(now), uses);
    if (problems.length > 0) {
      found.set(name, problems);
    }
  }
  return found;
}

function fieldsIn(text) {
  return new Map(
    text.split(' ').map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  );
}

function breaksIn(former, now, uses) {
  const changed = [...former].flatMap(([name, type]) => {
    const present = now.get(name);
    return present === undefined
      ? [`${name} is gone`]
      : isBroken(type, present, uses)
        ? [`${name} was ${type}, is ${present}`]
        : [];
  });
  const needed = [...now].filter(
    ([name, type]) => uses.asked && isInput(name) && !former.has(name) && type.endsWith('!'),
  );
  return [...changed, ...needed.map(([name]) => `${name} is required`)];
}

/** Only an answer has a status. */
function isInput(name) {
  return !/^\d/.test(name);
}

function isBroken(former, now, { asked, answered }) {
  if (former === now) {
    return false;
  }
  const [before, after] = [former, now].map(parsed);
  if (before.values && after.values) {
    const isNarrowed = before.values.some((value) => !after.values.includes(value));
    return (asked && isNarrowed) || isStricter(before, after, { asked, answered });
  }
  return before.type !== after.type || isStricter(before, after, { asked, answered });
}

/** Requests must not need more than before, and answers must not have less. */
function isStricter(before, after, { asked, answered }) {
  const takesLess = (before.isNullable && !after.isNullable) || (!before.isRequired && after.isRequired);
  const givesLess = (!before.isNullable && after.isNullable) || (before.isRequired && !after.isRequired);
  return (asked && takesLess) || (answered && !asked && givesLess);
}

function parsed(text) {
  const isRequired = text.endsWith('!');
  const type = isRequired ? text.slice(0, -1) : text;
  const isNullable = type.endsWith('?');
  const base = isNullable ? type.slice(0, -1) : type;
  return { type: base, isRequired, isNullable, values: valuesOf(base) };
}

/** Values of an enum, or types of a union: more of them break nobody. */
function valuesOf(type) {
  const [, values] = /^\{([^*]*)\}$/.exec(type) ?? [];
  if (values !== undefined) {
    return values.split(',');
  }
  return type.includes('|') ? type.split('|') : undefined;
}
