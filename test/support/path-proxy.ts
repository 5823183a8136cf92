import { type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import { listening } from '../testkit/listening';

interface ServedPath {
  /** Empty for the root of the host. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The proxy passes on the path, instead of removing it. */
  readonly isKept?: boolean;
}

/** A host that serves Keyward below some paths, and nothing else. */
export class PathProxy {
  /** URL of the server of Keyward. */
  target = '';

  private constructor(readonly url: string) {}

  /** @param paths longer ones first */
  static async start(...paths: readonly ServedPath[]): Promise<PathProxy> {
    const proxy: PathProxy = new PathProxy(
      await listening((request, response) => {
        const served = paths.find(({ path }) => isBelow(path, request.url));
        if (served) {
          proxy.pass(served, request, response);
        } else {
          response.writeHead(404).end('Nothing is served here');
        }
      }),
    );
    return proxy;
  }

  private pass({ path, headers, isKept }: ServedPath, request: IncomingMessage, response: ServerResponse): void {
    const { url = '/', method } = request;
    const rest = isKept ? url : url.slice(path.length).replace(/^(?!\/)/, '/');
    const passed = send(this.target + rest, { method, headers: { ...request.headers, ...headers } });
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    request.pipe(passed);
  }
}

function isBelow(path: string, url = '/'): boolean {
  return url.startsWith(path) && /^(?:[/?]|$)/.test(url.slice(path.length));
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** A response to a `HostBrowser`. */
export interface HostVisit {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly location: string | undefined;
}

/** Sends requests to one host as a browser would: it sends cookies to their paths, and says where a form comes from. */
export class HostBrowser {
  cookies: readonly Cookie[] = [];
  /** Every redirect and every Set-Cookie header that it got. */
  readonly redirects: string[] = [];
  readonly setCookies: string[] = [];
  private page = '';

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string): Promise<HostVisit> {
    return this.send(path, { method: 'GET' });
  }

  /** Opens the page to which the redirects lead. */
  async open(path: string): Promise<HostVisit> {
    const visit = await this.get(path);
    return visit.location === undefined ? visit : this.open(visit.location);
  }

  /** Sends a form of the page that was opened last. */
  post(path: string, fields: Record<string, string>): Promise<HostVisit> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'sec-fetch-site': 'same-origin', referer: this.url + this.page },
    });
  }

  private async send(path: string, { headers, ...request }: RequestInit): Promise<HostVisit> {
    const sent = this.cookies.filter((cookie) => cookie.path === '/' || isBelow(cookie.path, path));
    // Browsers send those of the longest path first.
    const byPath = sent.toSorted((one, other) => other.path.length - one.path.length);
    const response = await fetch(this.url + path, {
      ...request,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: byPath.map(({ name, value }) => `${name}=${value}`).join('; '),
        ...this.headers,
        ...headers,
      },
    });
    response.headers.getSetCookie().forEach((text) => this.keep(text));
    const location = response.headers.get('location') ?? undefined;
    if (location === undefined) {
      this.page = path;
    } else {
      this.redirects.push(location);
    }
    return { status: response.status, html: await response.text(), headers: response.headers, location };
  }

  private keep(text: string): void {
    this.setCookies.push(text);
    const [, name = '', value = '', path = '/'] = /^([^=]+)=([^;]*).*?; Path=([^;]+)/.exec(text) ?? [];
    const others = this.cookies.filter((one) => one.name !== name || one.path !== path);
    this.cookies = text.includes('Max-Age=0') ? others : [...others, { name, value, path }];
  }
}
