import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Formats, type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { type ComponentChildren, h, type VNode } from 'preact';
import type { Texts } from './texts.generated';

export type PageName = keyof Texts;

/** The texts of a page, and those of the vocabulary that it has no own text for. */
export type PageTexts<Page extends PageName> = Texts[Page] & Omit<Texts['words'], keyof Texts[Page]>;

/** How the messages of a language write numbers, dates and tags. */
export interface MessageStyle {
  readonly locale: string;
  readonly formats: Partial<Formats>;
  readonly formatters: Formatters;
}

interface Tree {
  readonly [key: string]: Tree | string;
}

type Message = (values: object) => unknown;

const TAGS = {
  b: (content: ComponentChildren): VNode => h('b', null, content),
  code: (content: ComponentChildren): VNode => h('code', null, content),
};

/** Quoted braces and angle brackets are no syntax. */
const QUOTED = /'[{}<>][^']*'/g;
const SYNTAX = /[{}<>]|''/;

/** The texts of one language. They are read with the first page, and each is compiled when it is first shown. */
export class Messages {
  private readonly tree: Tree;
  private readonly pages = new Map<string, unknown>();
  private readonly words: object;

  constructor(
    language: string,
    private readonly style: MessageStyle,
  ) {
    this.tree = JSON.parse(readFileSync(join(__dirname, `${language}.json`), 'utf8')) as Tree;
    this.words = this.branch(this.tree.words ?? {}, null);
  }

  page<Page extends PageName>(name: Page): PageTexts<Page> {
    const made = this.pages.get(name) ?? this.branch(this.tree[name] ?? {}, this.words);
    this.pages.set(name, made);
    return made as PageTexts<Page>;
  }

  private branch(tree: Tree | string, prototype: object | null): object {
    const texts = Object.entries(tree).map(([key, node]) => [key, this.node(node)]);
    return Object.assign(Object.create(prototype) as object, Object.fromEntries(texts));
  }

  private node(node: Tree | readonly string[] | string): unknown {
    if (typeof node === 'string') {
      return this.text(node);
    }
    return Array.isArray(node)
      ? node.map((text: string) => this.text(text))
      : this.branch(node as Tree, Object.prototype);
  }

  private text(source: string): string | Message {
    if (!SYNTAX.test(source)) {
      return source;
    }
    const message = this.lazily(source);
    return /[{<]/.test(source.replace(QUOTED, '')) ? message : String(message({}));
  }

  private lazily(source: string): Message {
    const { locale, formats, formatters } = this.style;
    let compiled: IntlMessageFormat | undefined;
    return (values) => {
      compiled ??= new IntlMessageFormat(source, locale, formats, { formatters });
      return compiled.format({ ...TAGS, ...values });
    };
  }
}
