import { IntlMessageFormat } from 'intl-messageformat';

/** The texts of a language, as a file has them. */
export type TextNode = string | readonly TextNode[] | { readonly [key: string]: TextNode };

type Ast = ReturnType<IntlMessageFormat['getAst']>;
type AstElement = Ast[number];

const [ARGUMENT, NUMBER, DATE, TIME, SELECT, PLURAL, TAG] = [1, 2, 3, 4, 5, 6, 8];
const IS_EMPTY = /^(null|undefined)$/;

/**
 * The type of texts in TypeScript, with the values that each of them takes.
 * @param english the texts, some of which may refer to others: `@:words.cancel`
 * @param others the same texts in the other languages
 */
export function typeOfTexts(english: TextNode, others: readonly TextNode[]): string {
  const typeOf = (node: TextNode, translations: readonly (TextNode | undefined)[]): string => {
    if (typeof node === 'string') {
      const known = node.startsWith('@:') ? [english, ...others].map(at(node)) : [node, ...translations];
      const [text = '', ...translated] = known.filter((one) => typeof one === 'string');
      return textType(text, translated);
    }
    const of = (key: string | number) => translations.map((one) => childOf(one, key));
    if (isList(node)) {
      return `readonly [${node.map((item, index) => typeOf(item, of(index))).join(', ')}]`;
    }
    const fields = Object.entries(node).map(
      ([key, value]) => `readonly ${/^[a-z_]\w*$/i.test(key) ? key : `'${key}'`}: ${typeOf(value, of(key))};`,
    );
    return `{ ${fields.join('\n')} }`;
  };
  return typeOf(english, others);
}

interface FittingTexts {
  readonly texts: TextNode;
  /** Names of texts that were left out. */
  readonly unfit: readonly string[];
}

/**
 * The texts of a file in another language that can stand for the English ones: each has a known name, is a valid message, and
 * takes only values that the English text takes.
 */
export function textsThatFit(english: TextNode, given: unknown): FittingTexts {
  const unfit: string[] = [];
  const fitting = (node: TextNode | undefined, own: unknown, name: string): TextNode | undefined => {
    if (typeof node === 'string') {
      const isFit = typeof own === 'string' && isFor(node, own);
      // A reference stands for a text of another name, which the file has or lacks.
      unfit.push(...(isFit || node.startsWith('@:') ? [] : [name]));
      return isFit ? own : undefined;
    }
    if (isList(node)) {
      const items: readonly unknown[] = Array.isArray(own) ? own : [];
      return node.map((item, index) => fitting(item, items[index], `${name}.${index}`) ?? item);
    }
    if (node === undefined || typeof own !== 'object' || own === null) {
      unfit.push(name);
      return undefined;
    }
    const fields = Object.entries(own).map(
      ([key, value]) => [key, fitting(childOf(node, key), value, name === '' ? key : `${name}.${key}`)] as const,
    );
    return Object.fromEntries(fields.filter((field): field is [string, TextNode] => field[1] !== undefined));
  };
  return { texts: fitting(english, given, '') ?? {}, unfit };
}

/** Whether a text can stand for the English one. */
function isFor(english: string, text: string): boolean {
  if (english.startsWith('@:')) {
    return false;
  }
  try {
    const [known, own] = [valuesOf(english), valuesOf(text)];
    return (known.hasTags || !own.hasTags) && [...own.values.keys()].every((value) => known.values.has(value));
  } catch {
    return false;
  }
}

function isList(node: TextNode | undefined): node is readonly TextNode[] {
  return Array.isArray(node);
}

function childOf(node: TextNode | undefined, key: string | number): TextNode | undefined {
  return typeof node === 'object' ? (Reflect.get(node, key) as TextNode | undefined) : undefined;
}

/** Finds the text of a reference, such as `@:words.cancel`, in the texts of a language. */
function at(reference: string): (texts: TextNode) => TextNode | undefined {
  const [page = '', name = ''] = reference.slice(2).split('.');
  return (texts) => childOf(childOf(texts, page), name);
}

function textType(text: string, translated: readonly string[]): string {
  const { values, hasTags } = valuesOf(text);
  if (values.size === 0 && !hasTags) {
    return 'string';
  }
  for (const [name, kinds] of translated.flatMap((other) => [...valuesOf(other).values])) {
    kinds.forEach((kind) => values.get(name)?.add(kind));
  }
  const fields = Array.from(values, ([name, kinds]) => `readonly ${name}: ${kindOf(kinds)}`);
  return `${hasTags ? 'TaggedText' : 'Text'}<${fields.length > 0 ? `{ ${fields.join('; ')} }` : 'object'}>`;
}

interface TextValues {
  /** The kinds of each value, by its name. */
  readonly values: Map<string, Set<string>>;
  readonly hasTags: boolean;
}

function valuesOf(text: string): TextValues {
  const values = new Map<string, Set<string>>();
  let hasTags = false;
  const visit = (element: AstElement): void => {
    const name = 'value' in element ? element.value : '';
    const kinds = kindsOf(element);
    if (kinds.length > 0) {
      values.set(name, new Set([...(values.get(name) ?? []), ...kinds]));
    }
    const type: number = element.type;
    hasTags ||= type === TAG;
    childrenOf(element).forEach(visit);
  };
  new IntlMessageFormat(text, 'en').getAst().forEach(visit);
  return { values, hasTags };
}

function kindsOf(element: AstElement): string[] {
  const type: number = element.type;
  switch (type) {
    case ARGUMENT:
      return ['string | number'];
    case NUMBER:
    case PLURAL:
      return ['number'];
    case DATE:
    case TIME:
      return ['Date'];
    case SELECT:
      return 'options' in element ? kindsOfChoices(Object.keys(element.options)) : [];
    default:
      return [];
  }
}

function kindsOfChoices(choices: readonly string[]): string[] {
  const keys = choices.filter((key) => key !== 'other');
  const empty = keys.filter((key) => IS_EMPTY.test(key));
  const isFlag = keys.length > 0 && keys.every((key) => /^(true|false)$/.test(key));
  return [...empty, isFlag ? 'boolean' : keys.length > empty.length ? 'string' : 'string | number'];
}

function childrenOf(element: AstElement): Ast {
  const options = 'options' in element ? Object.values(element.options).flatMap(({ value }) => value) : [];
  return 'children' in element ? [...element.children, ...options] : options;
}

/** A number may also stand where a text may: then it has to be a number. */
function kindOf(kinds: ReadonlySet<string>): string {
  const strict = [...kinds].filter((kind) => kind !== 'string | number');
  return strict.every((kind) => IS_EMPTY.test(kind)) ? ['string | number', ...strict].join(' | ') : strict.join(' | ');
}
