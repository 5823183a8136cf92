import { parse } from 'node-html-parser';
import { fieldsOf } from '../../test/support/form-walk';
import type { Callers } from './hostile-callers';
import { hostileFile } from './hostile-files';
import type { Attempt, Judge } from './hostile-judge';
import type { Known } from './hostile-known';
import { multipart, type Part as FormPart } from './hostile-multipart';
import { encoded, type HostileValues } from './hostile-values';
import type { Random } from './part';

const OF_A_KIND = 3;
const MOST_PAGES = 700;
/** What would end the session of the run, or change what all other requests need. */
const KEPT_PAGES =
  /\/(sign-out|log-?out|maintenance|backups?|sign-in-settings|second-factor|openid)|^\/(docs|assets|metrics|api|dialects)/;
const KEPT_ACTIONS = /\/console\/(settings|security|limits|sign-in|shadow|maintenance|people\/erase)/;

interface Form {
  /** Of the page that has it. */
  readonly page: string;
  readonly isPortal: boolean;
  readonly method: string;
  readonly action: string;
  readonly isMultipart: boolean;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly string[];
}

/** Pages and forms of console and portal, as the links of a signed-in user lead to them. */
export class PageRequests {
  private readonly forms: Form[] = [];
  private readonly pages: { path: string; isPortal: boolean }[] = [];

  constructor(
    private readonly random: Random,
    private readonly values: HostileValues,
    private readonly known: Known,
    private readonly callers: Callers,
  ) {}

  get counts(): string {
    return `${this.pages.length} pages, ${this.forms.length} forms`;
  }

  /** @param hasTime false ends the walk */
  async walk(judge: Judge, hasTime: () => boolean): Promise<void> {
    this.forms.length = 0;
    this.pages.length = 0;
    // The console has many more.
    for (const isPortal of [true, false]) {
      await this.walkFrom(judge, isPortal ? '/portal/licenses' : '/console/overview', isPortal, hasTime);
    }
  }

  next(): Attempt | undefined {
    const { random } = this;
    if (this.pages.length === 0) {
      return undefined;
    }
    return this.forms.length > 0 && random.below(3) > 0 ? this.ofForm(random.pick(this.forms)) : this.ofPage();
  }

  private async walkFrom(judge: Judge, start: string, isPortal: boolean, hasTime: () => boolean): Promise<void> {
    const seen = new Map<string, number>();
    const wanted = [start];
    for (let path = wanted.shift(); path !== undefined && hasTime(); path = wanted.shift()) {
      const headers = isPortal ? this.callers.portal() : this.callers.reader();
      const answer = await judge.send({ ...this.frame('GET', path, isPortal), path, headers }, true);
      if (answer?.status !== 200 || !String(answer.headers['content-type']).startsWith('text/html')) {
        continue;
      }
      this.pages.push({ path, isPortal });
      this.forms.push(...formsOf(answer.text, path, isPortal));
      if (this.pages.length < MOST_PAGES) {
        wanted.push(...hrefsOf(answer.text).filter((href) => this.isWanted(href, seen)));
      }
    }
  }

  private isWanted(href: string, seen: Map<string, number>): boolean {
    const kind = kindOf(href);
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= OF_A_KIND && !KEPT_PAGES.test(href) && !this.known.isProtected(href);
  }

  private frame(method: string, path: string, isPortal: boolean): Pick<Attempt, 'way' | 'route' | 'method'> {
    return { way: isPortal ? 'forms: portal' : 'forms: console', route: `${method} ${kindOf(path)}`, method };
  }

  private headers(isPortal: boolean): Record<string, string> {
    return isPortal ? this.callers.portal() : this.callers.console();
  }

  /** A page with values in its address. */
  private ofPage(): Attempt {
    const { random, values } = this;
    const { path, isPortal } = random.pick(this.pages);
    const [bare = '', query = ''] = path.split('?', 2);
    const names = [
      ...new URLSearchParams(query).keys(),
      'q',
      'cursor',
      'after',
      'sort',
      'status',
      'page',
      'from',
      'to',
      'product',
    ];
    const pairs = Array.from({ length: 1 + random.below(3) }, () => {
      const name = random.below(10) === 0 ? values.text() : random.pick(names);
      return `${encoded(name)}${random.pick(['', '', '', '[]', '[a]'])}=${encoded(values.text().slice(0, 3_000))}`;
    });
    const spoiled =
      random.below(6) === 0 ? withOther(bare, random, encoded(values.text().slice(0, 2_000)) || '%20') : bare;
    const headers = { ...this.headers(isPortal), ...(random.below(4) === 0 ? this.callers.hostileHeaders() : {}) };
    return { ...this.frame('GET', bare, isPortal), path: `${spoiled}?${pairs.join('&')}`, headers };
  }

  private ofForm(form: Form): Attempt {
    const { random } = this;
    const { action, isPortal, method } = form;
    const fields = this.spoiled(form);
    const frame = this.frame(method, action, isPortal);
    const headers = { ...this.headers(isPortal), ...(random.below(20) === 0 ? this.callers.hostileHeaders() : {}) };
    const text = fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
    if (method === 'GET') {
      return { ...frame, path: `${action.split('?', 1)[0] ?? ''}?${text.slice(0, 8_000)}`, headers };
    }
    if (form.isMultipart || random.below(25) === 0) {
      const parts: FormPart[] = fields.map(([name, content]) => ({ name, content }));
      const source = fields.find(([name]) => name === 'from')?.[1];
      form.files.forEach((name) => parts.push({ name, ...hostileFile(random, this.values, action, source) }));
      const { type, body } = multipart(random, parts);
      return { ...frame, path: action, headers: { ...headers, 'content-type': type }, body };
    }
    return {
      ...frame,
      path: action,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: text,
    };
  }

  private spoiled({ fields }: Form): [string, string][] {
    const { random, values } = this;
    const copy = fields.map(([name, value]): [string, string] => [name, value]);
    for (let count = random.pick([0, 1, 1, 1, 2, 4]); count > 0; count -= 1) {
      const field = copy[random.below(copy.length)];
      switch (random.below(10)) {
        case 0:
          copy.splice(random.below(copy.length), 1);
          break;
        case 1:
          copy.push([
            random.pick(['__proto__', 'extra', 'id', field?.[0] ?? 'x', `${field?.[0] ?? ''}[a]`]),
            values.text(),
          ]);
          break;
        default:
          if (field !== undefined) {
            field[1] = random.below(4) === 0 ? values.date() : values.text();
          }
      }
    }
    return copy;
  }
}

/** One part of the path by another. */
function withOther(path: string, random: Random, other: string): string {
  const parts = path.split('/');
  parts[2 + random.below(Math.max(1, parts.length - 2))] = other;
  return parts.join('/');
}

function formsOf(html: string, page: string, isPortal: boolean): Form[] {
  return parse(html)
    .querySelectorAll('form')
    .flatMap((form): Form[] => {
      const action = (form.getAttribute('action') ?? page).replace(/#.*/, '').replaceAll('&amp;', '&') || page;
      const buttons = form.querySelectorAll('button[name]');
      const button = buttons.map((element): [string, string] => [
        element.getAttribute('name') ?? '',
        element.getAttribute('value') ?? '',
      ]);
      if (!action.startsWith('/') || KEPT_PAGES.test(action) || KEPT_ACTIONS.test(action)) {
        return [];
      }
      return [
        {
          page,
          isPortal,
          action,
          method: (form.getAttribute('method') ?? 'get').toUpperCase(),
          isMultipart: (form.getAttribute('enctype') ?? '').startsWith('multipart'),
          fields: [...fieldsOf(form), ...button.slice(0, 1)],
          files: form.querySelectorAll('input[type=file]').map((input) => input.getAttribute('name') ?? 'file'),
        },
      ];
    });
}

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/ href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}

/** Links that differ only in ids and values are of one kind. */
function kindOf(href: string): string {
  return href.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, 'N').replaceAll(/=[^&]*/g, '=');
}
