import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as elapsed } from 'node:timers/promises';
import { firstPage, pagedApi, pageIn, type PagePlace } from '../../src/moving/imports/paged-apis';

export const API_TOKEN = 'token-of-the-account';

export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: object;
  readonly relationships?: object;
}

/** An API with JSON:API pages at loopback, as it was recorded. */
export class PagedApi {
  /** Paths with their queries, in the order of the requests. */
  readonly requests: string[] = [];
  /** Statuses of the next answers, before pages are sent. */
  readonly faults: (number | 'hang' | 'cut')[] = [];
  /** Instead of the link to the next page. */
  next: string | undefined;
  /** Instead of a page. */
  body: string | undefined;
  /** Seconds after which a fault asks to try again. */
  retryAfter = '0';
  /** Number of the request, from 1, from which on all are refused. */
  failsFrom: number | undefined;
  /** Before each answer. */
  delayMs = 0;
  private readonly server: Server;

  private constructor(
    private readonly lists: Readonly<Record<string, readonly Resource[]>>,
    private readonly token: string,
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(lists: Readonly<Record<string, readonly Resource[]>>, token = API_TOKEN): Promise<PagedApi> {
    const api = new PagedApi(lists, token);
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await elapsed(this.delayMs);
    const url = new URL(request.url ?? '', 'http://localhost');
    this.requests.push(`${url.pathname}${decodeURIComponent(url.search)}`);
    const isRefused =
      request.headers.authorization !== `Bearer ${this.token}` || this.requests.length >= (this.failsFrom ?? Infinity);
    const fault = isRefused ? 401 : this.faults.shift();
    if (fault === 'hang') {
      return;
    }
    if (fault === 'cut') {
      response.writeHead(200, { 'content-length': '1000' }).write('{"data":[');
      setImmediate(() => response.destroy());
      return;
    }
    response.writeHead(fault ?? 200, { 'content-type': 'application/vnd.api+json', 'retry-after': this.retryAfter });
    response.end(fault === undefined ? (this.body ?? JSON.stringify(this.page(url))) : '{"errors":[{"title":"No"}]}');
  }

  private page(url: URL): object {
    const all = this.lists[url.pathname.split('/').at(-1) ?? ''] ?? [];
    const number = Number(url.searchParams.get('page[number]'));
    const size = Number(url.searchParams.get('page[size]'));
    const following = `${url.pathname}?page[number]=${number + 1}&page[size]=${size}`;
    const next = number * size < all.length ? following : null;
    return {
      data: all.slice((number - 1) * size, number * size),
      links: { self: url.pathname, next: this.next ?? next },
    };
  }
}

/** All pages of a recorded API, as a person writes them into a file. */
export async function pagesOf(name: string, { url }: PagedApi): Promise<string> {
  const api = pagedApi(name);
  let text = '';
  for (let at: PagePlace | undefined = firstPage(url, api); at;) {
    const answer = await fetch(at.url, { headers: { authorization: `Bearer ${API_TOKEN}` } });
    const page = pageIn({ status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }, url, api, at);
    text += page.text;
    at = page.next;
  }
  return text;
}
