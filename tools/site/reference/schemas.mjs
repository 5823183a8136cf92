import { cell, table } from './markdown.mjs';

/** The schemas of one API: their fields as tables, and the page on which each stands. */
export class Schemas {
  /** @param document an OpenAPI document */
  constructor(document) {
    this.document = document;
    /** Names by the page that has the table. */
    this.pages = new Map();
    this.current = '';
  }

  /** What a reference leads to. */
  resolve(part) {
    return part?.$ref === undefined ? part : this.document.components[part.$ref.split('/')[2]][nameOf(part)];
  }

  /** The type of a field, with links to the tables of its parts. */
  typeOf(schema = {}) {
    if (schema.$ref !== undefined) {
      return this.#typeOfNamed(nameOf(schema));
    }
    const parts = schema.allOf ?? schema.oneOf ?? schema.anyOf;
    if (parts !== undefined) {
      const types = parts.map((part) => this.typeOf(part));
      return orNull(schema, [...new Set(types)].join(schema.allOf ? ' and ' : ' or '));
    }
    if (schema.type === 'array') {
      return orNull(schema, `list of ${this.typeOf(schema.items)}`);
    }
    if (schema.enum !== undefined) {
      return orNull(
        schema,
        schema.enum
          .filter((value) => value !== null)
          .map((value) => `\`${value}\``)
          .join(', '),
      );
    }
    return orNull(schema, [schema.type ?? 'any', ...(schema.format ? [`(${schema.format})`] : [])].join(' '));
  }

  #typeOfNamed(name) {
    const schema = this.document.components.schemas[name];
    if (schema.enum !== undefined && schema.enum.length <= 8) {
      return this.typeOf(schema);
    }
    if (name === 'Event') {
      return '[Event](../../event-types.md)';
    }
    if (!this.pages.has(name)) {
      this.pages.set(name, this.current);
    }
    const page = this.pages.get(name);
    return `[${name}](${page === this.current ? '' : `./${page}.md`}#schema-${name.toLowerCase().replace(/[^a-z0-9_-]/g, '')})`;
  }

  /** The tables of all schemas that belong to the page, also those that they lead to. */
  tablesOf(page) {
    this.current = page;
    const written = new Map();
    for (;;) {
      const next = [...this.pages].find(([name, on]) => on === page && !written.has(name));
      if (next === undefined) {
        break;
      }
      written.set(next[0], this.#section(next[0]));
    }
    const sections = [...written].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
    return sections.length === 0 ? '' : `## Schemas\n\n${sections.join('\n')}`;
  }

  #section(name) {
    const schema = this.document.components.schemas[name];
    const text = schema.description ? `${cell(schema.description).replaceAll('\\|', '|')}\n\n` : '';
    const rows = this.fieldsOf(schema);
    const bases = (schema.allOf ?? []).filter(({ $ref }) => $ref !== undefined).map((part) => this.typeOf(part));
    const more = rows.length > 0 && bases.length > 0 ? `With the fields of ${bases.join(' and ')}.\n\n` : '';
    const body =
      rows.length > 0 ? table(['field', 'type', 'meaning'], rows) : `${this.typeOf({ ...schema, $ref: undefined })}\n`;
    return `### Schema ${name}\n\n${text}${more}${body}`;
  }

  /** Rows of a table. Fields of objects without a name follow theirs. */
  fieldsOf(schema, prefix = '') {
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
      this.#rowsOf(schema, prefix, name, field),
    );
    return [...own, ...(schema.allOf ?? []).flatMap((part) => (part.$ref ? [] : this.fieldsOf(part, prefix)))];
  }

  #rowsOf(schema, prefix, name, field) {
    const isRequired = schema.required?.includes(name) === true;
    const inside = field.type === 'array' ? field.items : field;
    const path = `${prefix}${name}`;
    const meaning = [cell(field.description), limitsOf(field), isRequired ? '' : 'Optional.'].filter(Boolean).join(' ');
    const nested = inside?.properties === undefined ? [] : this.fieldsOf(inside, `${path}.`);
    return [[`\`${path}\``, cellOfType(this.typeOf(field)), meaning], ...nested];
  }
}

function cellOfType(text) {
  return text.replaceAll('|', '\\|');
}

function nameOf({ $ref }) {
  return $ref.split('/').at(-1);
}

function orNull({ nullable }, text) {
  return nullable ? `${text} or null` : text;
}

/** The limits of a field in words. */
export function limitsOf(schema) {
  const { minimum, maximum, minLength, maxLength, maxItems, pattern } = schema;
  const limits = [
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    maxItems === undefined ? '' : `at most ${maxItems} entries`,
    pattern === undefined ? '' : `pattern \`${pattern.replaceAll('|', '\\|').replaceAll('`', '')}\``,
    schema.default === undefined ? '' : `default \`${JSON.stringify(schema.default).replaceAll('|', '\\|')}\``,
  ].filter(Boolean);
  const text = limits.join(', ');
  return text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function range(least, most, unit) {
  if (least === undefined && most === undefined) {
    return '';
  }
  if (most === undefined) {
    return `${least}${unit} or more`;
  }
  return least === undefined ? `up to ${most}${unit}` : `${least} to ${most}${unit}`;
}
