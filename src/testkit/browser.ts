import { ADMIN_PASSWORD } from './credentials';

/** A request of a browser. */
export interface BrowserRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
}

/** A server that a browser visits. */
export interface Visited {
  /** Sends a request; follows no redirect. */
  visit(request: BrowserRequest): Promise<Omit<Visit, 'location'>>;
}

/** A response to a browser. */
export interface Visit {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly html: string;
  /** The path of a redirect. */
  readonly location: string | undefined;
}

/** The fields of the last form of a page that makes a change, as a browser would send them without a button. */
export function fieldsOf(html: string): Record<string, string> {
  const form = html.split('method="post"').at(-1)?.split('</form>')[0] ?? '';
  const fields = new Map<string, string[]>();
  const add = (name: string, value: string) => fields.set(name, [...(fields.get(name) ?? []), value]);
  for (const [tag = ''] of form.matchAll(/<input (?:"[^"]*"|[^>"])*>/g)) {
    const isSent = !/type="(?:file|radio|checkbox)"/.test(tag) || tag.includes(' checked');
    if (isSent) {
      add(attributeOf(tag, 'name'), attributeOf(tag, 'value'));
    }
  }
  for (const [, tag = '', choices = ''] of form.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    add(attributeOf(tag, 'name'), attributeOf(/<option [^>]*selected[^>]*>/.exec(choices)?.[0] ?? '', 'value'));
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.filter(Boolean).join(',')]));
}

/** A page without the ids of its forms, which are others each time it is shown. */
export const withoutFormIds = (html: string): string => html.replaceAll(/ name="form_id" value="[^"]*"/g, '');

/** The fields of the form of a page that is sent to this address. */
export function formTo(html: string, action: string): Record<string, string> {
  const forms = html.split('<form ').filter((part) => part.includes('method="post"'));
  const form = forms.find((part) => part.includes(`action="${action}"`));
  if (form === undefined) {
    throw new Error(`The page has no form that is sent to ${action}`);
  }
  return fieldsOf(`method="post"${form}`);
}

function attributeOf(tag: string, name: string): string {
  return (
    new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&lt;', '<') ?? ''
  );
}

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

/** Sends requests as a browser would: it keeps cookies and says where a form comes from. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The Set-Cookie headers of the last response. */
  lastCookies: readonly string[] = [];

  constructor(
    private readonly server: Visited,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Another browser that has the cookies of this one now. */
  copy(): Browser {
    const copy = new Browser(this.server, this.headers);
    this.cookies.forEach((value, name) => copy.cookies.set(name, value));
    return copy;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Visit> {
    return this.send('GET', url, undefined, headers);
  }

  /** Sends a form from a page of the same server. */
  post(
    url: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = SAME_ORIGIN,
  ): Promise<Visit> {
    return this.send('POST', url, new URLSearchParams(fields).toString(), headers);
  }

  /** Sends a form whose fields may repeat, in their order. */
  postFields(url: string, fields: [string, string][]): Promise<Visit> {
    return this.send('POST', url, new URLSearchParams(fields).toString(), SAME_ORIGIN);
  }

  /** Sends a form of another type, such as one with files. */
  postBody(url: string, body: Buffer, headers: Record<string, string>): Promise<Visit> {
    return this.send('POST', url, body, { ...SAME_ORIGIN, ...headers });
  }

  signIn(username = 'admin', password = ADMIN_PASSWORD): Promise<Visit> {
    return this.post('/login', { username, password });
  }

  private async send(
    method: BrowserRequest['method'],
    url: string,
    payload: BrowserRequest['payload'],
    more: Record<string, string>,
  ): Promise<Visit> {
    const headers = {
      accept: 'text/html',
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }),
      ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...this.headers,
      ...more,
    };
    const reply = await this.server.visit({ method, url, headers, payload });
    this.keep([reply.headers['set-cookie'] ?? []].flat().map(String));
    const { location } = reply.headers;
    return { ...reply, location: typeof location === 'string' ? location : undefined };
  }

  private keep(cookies: readonly string[]): void {
    this.lastCookies = cookies;
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes('Max-Age=0')) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
  }
}
