/** Adds the limits and the default of each schema to its description, where editors show them, unless the text has them. */
export function describeLimits(schema) {
  if (Array.isArray(schema)) {
    return schema.map(describeLimits);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const described = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, describeLimits(value)]));
  return isSchema(schema) ? { ...described, ...descriptionOf(schema) } : described;
}

// A property may itself be called `type`: then its value is a schema, not a text.
function isSchema({ type }) {
  return typeof type === 'string';
}

function descriptionOf(schema) {
  const { description = '' } = schema;
  const limits = [
    range(schema.minLength > 1 ? schema.minLength : undefined, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    range(schema.minimum, schema.maximum, ''),
    schema.format === 'date-time' ? { text: 'ISO 8601' } : undefined,
    isShort(schema.default) ? { text: `${format(schema.default)} by default`, values: [schema.default] } : undefined,
  ].filter((limit) => limit && !isSaidIn(description, limit));
  const sentence = limits.map(({ text }) => text).join('; ');
  return sentence && { description: `${description} ${capitalized(sentence)}.`.trim() };
}

function range(least, most, unit) {
  const values = [least, most].filter((limit) => limit !== undefined);
  const [first, last] = values.map(format);
  if (first === undefined) {
    return undefined;
  }
  const text = last ? `${first} to ${last}` : `at ${least === undefined ? 'most' : 'least'} ${first}`;
  return { text: `${text}${unit}`, values };
}

function isSaidIn(description, { text, values }) {
  const words = description.split(/[\s()–`"]+/).map((word) => word.replace(/[.,;:]+$/, ''));
  return values ? values.every((value) => words.includes(format(value))) : description.includes(text);
}

function isShort(value) {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
}

function format(value) {
  return typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
}

function capitalized(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
