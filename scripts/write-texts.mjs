// Writes the types of the console's texts: what src/core/i18n/en.json has, with the values that each text takes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { format, resolveConfig } from 'prettier';

const FOLDER = join(import.meta.dirname, '..', 'src', 'core', 'i18n');
const TARGET = join(FOLDER, 'texts.generated.ts');
const [ARGUMENT, NUMBER, DATE, TIME, SELECT, PLURAL, TAG] = [1, 2, 3, 4, 5, 6, 8];
/** Tags that every text may have. */
const HTML_TAGS = ['b', 'code'];

const read = (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const english = read('en.json');
const translations = readdirSync(FOLDER)
  .filter((file) => /^[a-z]{2}[.]json$/.test(file) && file !== 'en.json')
  .map(read);

const source = `// Written by \`npm run texts\` from en.json.
import type { Tag, TaggedText, Text } from './text';

/** The texts of each page. */
export interface Texts ${typeOf(english, translations)}
`;
const used = ['Tag', 'TaggedText', 'Text'].filter((name) =>
  new RegExp(`\\b${name}[<;,]`).test(source.slice(source.indexOf('export'))),
);
const config = await resolveConfig(TARGET);
writeFileSync(
  TARGET,
  await format(source.replace('Tag, TaggedText, Text', used.join(', ')), { ...config, parser: 'typescript' }),
);

function typeOf(node, others) {
  if (typeof node === 'string') {
    const [text, ...translated] = node.startsWith('@:') ? [english, ...translations].map(at(node)) : [node, ...others];
    return textType(
      text,
      translated.filter((other) => typeof other === 'string'),
    );
  }
  const of = (key) => others.map((other) => other?.[key]);
  if (Array.isArray(node)) {
    return `readonly [${node.map((item, index) => typeOf(item, of(index))).join(', ')}]`;
  }
  const fields = Object.entries(node).map(
    ([key, value]) => `readonly ${JSON.stringify(key)}: ${typeOf(value, of(key))};`,
  );
  return `{ ${fields.join('\n')} }`;
}

/** Finds the text of a reference, such as `@:words.cancel`, in the texts of a language. */
function at(reference) {
  const [page, name] = reference.slice(2).split('.');
  return (texts) => texts[page][name];
}

function textType(text, translated) {
  const { values, hasTags } = valuesOf(text);
  if (values.size === 0 && !hasTags) {
    return 'string';
  }
  for (const [name, kinds] of translated.flatMap((other) => [...valuesOf(other).values])) {
    for (const kind of values.has(name) ? kinds : []) {
      values.get(name).add(kind);
    }
  }
  const fields = [...values].map(([name, kinds]) => `readonly ${name}: ${kindOf(kinds)};`);
  return `${hasTags ? 'TaggedText' : 'Text'}<${fields.length > 0 ? `{ ${fields.join(' ')} }` : 'object'}>`;
}

/** @returns {{ values: Map<string, Set<string>>, hasTags: boolean }} the kinds of each value, by its name */
function valuesOf(text) {
  const values = new Map();
  let hasTags = false;
  const add = (name, ...kinds) => values.set(name, new Set([...(values.get(name) ?? []), ...kinds]));
  const visit = (element) => {
    const { type, value: name, options = {} } = element;
    if (type === ARGUMENT) {
      add(name, 'string | number');
    } else if (type === NUMBER || type === PLURAL) {
      add(name, 'number');
    } else if (type === DATE || type === TIME) {
      add(name, 'Date');
    } else if (type === SELECT) {
      const keys = Object.keys(options).filter((key) => key !== 'other');
      const empty = keys.filter((key) => /^(null|undefined)$/.test(key));
      const isFlag = keys.length > 0 && keys.every((key) => /^(true|false)$/.test(key));
      add(name, ...empty, ...(isFlag ? ['boolean'] : keys.length > empty.length ? ['string'] : ['string | number']));
    } else if (type === TAG) {
      hasTags = true;
      if (!HTML_TAGS.includes(name)) {
        add(name, 'Tag');
      }
      element.children.forEach(visit);
    }
    Object.values(options).forEach((option) => option.value.forEach(visit));
  };
  new IntlMessageFormat(text, 'en').getAst().forEach(visit);
  return { values, hasTags };
}

/** A number may also stand where a text may: then it has to be a number. */
function kindOf(kinds) {
  const strict = [...kinds].filter((kind) => kind !== 'string | number');
  return strict.every((kind) => /^(null|undefined)$/.test(kind))
    ? ['string | number', ...strict].join(' | ')
    : strict.join(' | ');
}
