import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Formats, type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { type ComponentChildren, h, type VNode } from 'preact';
import { declarationsOf } from '../common/declarations/declarations';
import { addedTexts } from './added-languages';
import type { Texts } from './texts.generated';

export type PageName = keyof Texts;

/** The texts of a page, and the shared words for which it has no text of its own. */
export type PageTexts<Page extends PageName> = Texts[Page] & Omit<Texts['words'], keyof Texts[Page]>;

/** Number and date formats of the messages of a language. */
export interface MessageStyle {
  readonly locale: string;
  readonly formats: Partial<Formats>;
  readonly formatters: Formatters;
}

type Node = string | readonly Node[] | Group;
interface Group {
  readonly [key: string]: Node;
}
type Message = (values: object) => unknown;

const TAGS = {
  b: (content: ComponentChildren): VNode => h('b', null, content),
  code: (content: ComponentChildren): VNode => h('code', null, content),
};

const SYNTAX = /[{}<>]|''/;
/** Braces and angle brackets that are text. */
const QUOTED = /'[{}<>][^']*'/g;

/** The texts of one language. A message is compiled when it is first shown. */
export class Messages {
  private readonly source: Readonly<Record<string, Group>>;
  private readonly words: object;
  private readonly pages = new Map<PageName, unknown>();

  constructor(
    language: string,
    private readonly style: MessageStyle,
  ) {
    this.source = readTexts(language);
    this.words = this.group(this.source.words ?? {});
  }

  page<Page extends PageName>(name: Page): PageTexts<Page> {
    const page = this.pages.get(name) ?? this.group(this.source[name] ?? {}, this.words);
    this.pages.set(name, page);
    return page as PageTexts<Page>;
  }

  /** Undefined if the page has no text of this name. */
  text(page: PageName, name: string, values: object = {}): string | undefined {
    const text = this.find(page, name);
    return typeof text === 'function' ? String(text(values)) : text;
  }

  /** Like `text`, with elements among the values. */
  elements(page: PageName, name: string, values: object): ComponentChildren {
    const text = this.find(page, name);
    return typeof text === 'function' ? (text(values) as ComponentChildren) : text;
  }

  private find(page: PageName, name: string): string | Message | undefined {
    const texts = this.page(page);
    return Object.hasOwn(texts, name) ? (Reflect.get(texts, name) as string | Message) : undefined;
  }

  private group(group: Group, inherited = Object.prototype): object {
    const texts = Object.entries(group).map(([key, node]) => [key, this.node(node)]);
    return Object.setPrototypeOf(Object.fromEntries(texts), inherited) as object;
  }

  private node(node: Node): unknown {
    if (typeof node === 'string') {
      return this.compiled(node);
    }
    return isList(node) ? node.map((entry) => this.node(entry)) : this.group(node);
  }

  /** A string, or a function if the text has values. */
  private compiled(source: string): string | Message {
    if (!SYNTAX.test(source)) {
      return source;
    }
    const message = this.message(source);
    return /[{<]/.test(source.replace(QUOTED, '')) ? message : String(message({}));
  }

  private message(source: string): Message {
    const { locale, formats, formatters } = this.style;
    let compiled: IntlMessageFormat | undefined;
    return (values) => {
      compiled ??= new IntlMessageFormat(source, locale, formats, { formatters });
      return compiled.format<unknown>({ ...TAGS, ...values });
    };
  }
}

/** The texts of a language, with the texts that references stand for. */
export function readTexts(language: string): Readonly<Record<string, Group>> {
  const added = addedTexts(language);
  const own = added ? merged(readSource('en'), added as Group) : readSource(language);
  return resolved(readSource('en'), own, own) as Record<string, Group>;
}

/**
 * The texts of a language as they are written: those of the console, and those that modules add to them in their
 * `*.texts.json`. A text such as `@:vocabulary.askDelete` refers to the one of that name, in all languages: the others have
 * no text there.
 */
export function readSource(language: string): Group {
  const own = JSON.parse(readFileSync(join(__dirname, `${language}.json`), 'utf8')) as Group;
  return declarationsOf<Partial<Record<string, Group>>>('texts', 'json')
    .map((texts) => texts[language] ?? {})
    .reduce(merged, own);
}

export function isReference(text: string): boolean {
  return text.startsWith('@:');
}

function resolved(english: Node | undefined, own: Node | undefined, texts: Group): Node | undefined {
  if (english === undefined) {
    return own;
  }
  if (typeof english === 'string') {
    return isReference(english) ? referredTo(english, texts) : own;
  }
  if (isList(english)) {
    const items = own && isList(own) ? own : [];
    return english.map((node, index) => resolved(node, items[index], texts) ?? '');
  }
  const group = isGroup(own) ? own : {};
  const keys = new Set([...Object.keys(english), ...Object.keys(group)]);
  const nodes = [...keys].map((key) => [key, resolved(english[key], group[key], texts)] as const);
  return Object.fromEntries(nodes.filter(([, node]) => node !== undefined)) as Group;
}

function referredTo(reference: string, texts: Group): Node {
  const [page = '', name = ''] = reference.slice(2).split('.');
  const group = texts[page];
  const text = isGroup(group) ? group[name] : undefined;
  if (text === undefined) {
    throw new Error(`No text has the name of the reference ${reference}`);
  }
  return text;
}

function merged(one: Group, other: Group): Group {
  const nodes = Object.entries(other).map(([key, node]) => {
    const known = one[key];
    return [key, isGroup(known) && isGroup(node) ? merged(known, node) : node];
  });
  return { ...one, ...(Object.fromEntries(nodes) as Group) };
}

function isGroup(node: Node | undefined): node is Group {
  return typeof node === 'object' && !isList(node);
}

function isList(node: Node): node is readonly Node[] {
  return Array.isArray(node);
}
