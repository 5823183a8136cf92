import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstPage, pagedApi, pageIn, type PagePlace } from '../../src/plugins/migration/imports/paged-apis';

export const API_TOKEN = 'token-of-the-account';

export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: object;
  readonly relationships?: object;
}

/** Of Keygen: `app/models/concerns/pageable.rb` and `lib/keyset_pagination.rb` of keygen-api. */
const MAX_PAGE_NUMBER = 100;

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
  /** Number of the request, from 1, from which on none is answered. */
  hangsFrom = Infinity;
  /** Pages by cursors, and by numbers up to 100, as Keygen has them; else, by numbers alone. */
  hasCursors = false;
  private readonly server: Server;

  private constructor(
    private readonly lists: Readonly<Record<string, readonly Resource[]>>,
    private readonly token: string,
  ) {
    this.server = createServer((request, response) => this.answer(request, response));
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

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://localhost');
    this.requests.push(`${url.pathname}${decodeURIComponent(url.search)}`);
    const isRefused =
      request.headers.authorization !== `Bearer ${this.token}` || this.requests.length >= (this.failsFrom ?? Infinity);
    const fault = isRefused ? 401 : this.faults.shift();
    if (fault === 'hang' || this.requests.length >= this.hangsFrom) {
      return;
    }
    if (fault === 'cut') {
      response.writeHead(200, { 'content-length': '1000' }).write('{"data":[');
      setImmediate(() => response.destroy());
      return;
    }
    const page = fault === undefined ? this.page(url) : undefined;
    const status = fault ?? (page ? 200 : 400);
    response.writeHead(status, { 'content-type': 'application/vnd.api+json', 'retry-after': this.retryAfter });
    response.end(page ? (this.body ?? JSON.stringify(page)) : '{"errors":[{"title":"No"}]}');
  }

  /** Undefined for a page that the API refuses. */
  private page(url: URL): object | undefined {
    const all = this.listAt(url.pathname);
    const size = Number(url.searchParams.get('page[size]'));
    const cursor = url.searchParams.get('page[cursor]');
    const number = Number(url.searchParams.get('page[number]'));
    const isRefused = cursor === null ? this.hasCursors && number > MAX_PAGE_NUMBER : !this.hasCursors;
    if (isRefused) {
      return undefined;
    }
    const start = cursor === null ? (number - 1) * size : all.findIndex(({ id }) => id === cursor) + 1;
    const data = all.slice(start, start + size);
    const following = cursor === null ? `page[number]=${number + 1}` : `page[cursor]=${data.at(-1)?.id}`;
    const next = start + size < all.length ? `${url.pathname}?${following}&page[size]=${size}` : null;
    return { data, links: { self: `${url.pathname}${url.search}`, next: this.next ?? next } };
  }

  /** Such as `licenses` and, for a list of one of them, `licenses/ID/entitlements`. */
  private listAt(path: string): readonly Resource[] {
    const [name = '', id = '', owners = ''] = path.split('/').reverse();
    return this.lists[`${owners}/${id}/${name}`] ?? (owners in this.lists ? [] : (this.lists[name] ?? []));
  }
}

/** All pages of a recorded API, as a person writes them into a file. */
export async function pagesOf(name: string, { url }: PagedApi): Promise<string> {
  const api = pagedApi(name);
  let text = '';
  for (let at: PagePlace | undefined = firstPage(url, api); at;) {
    const answer = await fetch(at.url, { headers: { authorization: `Bearer ${API_TOKEN}` } });
    const page = pageIn({ status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }, url, api, at);
    if (!page) {
      throw new Error(`${at.url} was refused`);
    }
    text += page.text;
    at = page.next;
  }
  return text;
}
