import type { Marked } from 'marked';
import { escaped } from '../common/escaped';
import { isWebUrl } from '../common/validation/web-url';
import type { MailContent } from '../platform/mail/mail-queue.service';

/** A template: Mustache in both, and Markdown in the body. */
export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/**
 * Values of a template by name, at most two levels deep. Null and an empty text are left out by `{{#name}}…{{/name}}`, which is
 * repeated for each entry of a list, with the entry's values.
 */
export interface MailValues {
  readonly [name: string]: string | number | null | MailValues | readonly MailValues[];
}

const MAX_SUBJECT = 500;
// Private-use characters, which stand for a value until the Markdown is rendered: no value is read as Markdown or HTML.
const [BEGIN, END] = ['\uE000', '\uE001'];
const MARK = new RegExp(`${BEGIN}(\\d+)${END}`, 'g');
const MARK_IN_URL = new RegExp(`${encodeURIComponent(BEGIN)}(\\d+)${encodeURIComponent(END)}`, 'g');

/** Marked and Mustache are loaded with the first e-mail: most servers start without sending any. */
let markdown: Promise<Marked> | undefined;
const mustache = async () => (await import('mustache')).default;

/** Subject, text and HTML of an e-mail, made of a template and its values. */
export async function renderMail(
  { subject, body }: MailText,
  values: MailValues,
  language: string,
): Promise<MailContent> {
  const known: string[] = [];
  const view = marked(values, known);
  const fill = (text: string): string => text.replace(MARK, (_, place: string) => known[Number(place)] ?? '');
  const title = fill(await rendered(subject, view))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SUBJECT);
  const source = await rendered(body, view);
  markdown ??= loadMarkdown();
  const content = (await markdown)
    .parse(source, { async: false })
    .replace(MARK_IN_URL, (_, place: string) => encodedUrl(known[Number(place)] ?? ''))
    .replace(MARK, (_, place: string) => escaped(known[Number(place)] ?? ''));
  return { subject: title, html: page(escaped(title), content, language), text: fill(plain(source)) };
}

/** A tag that makes a template invalid, and its line. */
export class InvalidTag extends Error {
  constructor(
    readonly code: `MAIL_TEMPLATE_TAG_${'UNCLOSED' | 'UNOPENED' | 'UNSUPPORTED'}`,
    readonly tag: string,
    readonly line: number,
  ) {
    super(`${tag} in line ${line}`);
  }
}

/** The names that a template uses, such as `license.key`. Throws InvalidTag. */
export async function namesIn(text: string): Promise<string[]> {
  let tokens: Token[];
  try {
    tokens = (await mustache()).parse(text) as Token[];
  } catch (error) {
    throw error instanceof Error ? invalidTag(text, error.message) : error;
  }
  return namesOf(tokens, text);
}

/** @param message of Mustache, such as `Unclosed section "license.seats" at 604` */
function invalidTag(text: string, message: string): InvalidTag {
  const [, kind, name] = /^(Unclosed|Unopened) section "(.*)" at \d+$/s.exec(message) ?? [];
  if (name === undefined) {
    const place = text.lastIndexOf('{{');
    return new InvalidTag('MAIL_TEMPLATE_TAG_UNCLOSED', text.slice(place).split(/\s/, 1)[0] ?? '', lineOf(text, place));
  }
  let open: RegExpExecArray[] = [];
  for (const tag of text.matchAll(/{{\s*([#^/])\s*([^}]*?)\s*}}/g)) {
    if (tag[2] !== name) {
      continue;
    }
    if (tag[1] !== '/') {
      open = [...open, tag];
    } else if (open.length > 0) {
      open = open.slice(0, -1);
    } else if (kind === 'Unopened') {
      return new InvalidTag('MAIL_TEMPLATE_TAG_UNOPENED', tag[0], lineOf(text, tag.index));
    }
  }
  const [tag = `{{#${name}}}`, place = 0] = [open.at(-1)?.[0], open.at(-1)?.index];
  return new InvalidTag('MAIL_TEMPLATE_TAG_UNCLOSED', tag, lineOf(text, place));
}

const lineOf = (text: string, place: number): number => text.slice(0, place).split('\n').length;

/** A part of a template: its type, its name or text, its place, and the parts within. */
type Token = [type: string, value: string, start: number, end: number, parts?: Token[]];

function namesOf(tokens: readonly Token[], text: string): string[] {
  return tokens.flatMap(([type, value, start, end, parts]) => {
    switch (type) {
      case 'text':
        return [];
      case 'name':
      case '&':
        return [value];
      case '#':
      case '^':
        return [value, ...namesOf(parts ?? [], text)];
      default:
        throw new InvalidTag('MAIL_TEMPLATE_TAG_UNSUPPORTED', text.slice(start, end), lineOf(text, start));
    }
  });
}

function marked(values: MailValues, known: string[]): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (value === null || value === '') {
        return [name, ''];
      }
      return [name, markedValue(value, known)];
    }),
  );
}

function markedValue(value: NonNullable<MailValues[string]>, known: string[]): unknown {
  if (isList(value)) {
    return value.map((entry) => marked(entry, known));
  }
  return typeof value === 'object' ? marked(value, known) : `${BEGIN}${known.push(String(value)) - 1}${END}`;
}

export function isList(value: MailValues[string]): value is readonly MailValues[] {
  return Array.isArray(value);
}

async function rendered(text: string, view: object): Promise<string> {
  return (await mustache()).render(text.replaceAll(BEGIN, '').replaceAll(END, ''), view, {}, { escape: String });
}

/** A value in a link must be a whole URL of the web. */
function encodedUrl(url: string): string {
  return isWebUrl(url) ? escaped(url) : '#';
}

/** Mail clients ignore style sheets: each element has its style. */
const STYLES = {
  p: 'margin:0 0 16px',
  a: 'color:#1f4fc4',
  ul: 'margin:0 0 16px;padding-left:22px',
  ol: 'margin:0 0 16px;padding-left:22px',
  h2: 'margin:24px 0 12px;font-size:18px;line-height:24px',
  pre:
    'margin:0 0 16px;padding:12px 14px;border-radius:6px;background:#f2f3f6;white-space:pre-wrap;word-break:break-all;' +
    'font:14px/20px ui-monospace,Menlo,Consolas,monospace',
} as const;

async function loadMarkdown(): Promise<Marked> {
  const { Marked } = await import('marked');
  return new Marked({
    async: false,
    gfm: true,
    renderer: {
      html: ({ text }) => escaped(text),
      image: ({ text }) => escaped(text),
      paragraph({ tokens }) {
        return `<p style="${STYLES.p}">${this.parser.parseInline(tokens)}</p>\n`;
      },
      heading({ tokens }) {
        return `<h2 style="${STYLES.h2}">${this.parser.parseInline(tokens)}</h2>\n`;
      },
      code: ({ text }) => `<pre style="${STYLES.pre}">${escaped(text)}</pre>\n`,
      list({ ordered, items }) {
        const name = ordered ? 'ol' : 'ul';
        return `<${name} style="${STYLES[name]}">${items.map((item) => this.listitem(item)).join('')}</${name}>\n`;
      },
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens);
        const target = encodeURI(href).replaceAll('%25', '%');
        return /^(https?:|mailto:|%EE%80%80)/i.test(target)
          ? `<a href="${escaped(target)}" style="${STYLES.a}">${label}</a>`
          : label;
      },
    },
  });
}

/** Links as `label: URL`, without other marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, '$1: $2')
    .replace(/\*\*(.*?)\*\*/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** One column of at most 560 pixels; narrower where the window is. */
function page(title: string, content: string, language: string): string {
  const font = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'PingFang SC','Microsoft YaHei',sans-serif";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${title}</title>
</head>
<body style="margin:0;padding:0;background:#f7f7f9">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f7f9">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #e4e6eb;border-radius:8px">
<tr><td style="padding:28px 24px 12px;font:15px/23px ${font};color:#15171c;text-align:left;word-break:break-word">
${content}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}
